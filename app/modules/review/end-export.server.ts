import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";

const EVENTS = { cancelled: "call_export.cancelled", expired: "call_export.expired" } as const;

/** Stops an export, or ends one that is ready: its content is deleted, its line in the list stays. One that has ended is left alone. */
export async function endExport(shop: ShopContext, exportId: string, state: keyof typeof EVENTS): Promise<void> {
  const { shopId } = shop;
  await withTenant(shop, async (tx) => {
    const { count } = await tx.callExport.updateMany({
      where: { shopId, id: exportId, state: { in: ["running", "ready"] } },
      data: { state, finishedAt: new Date(), reason: null },
    });
    if (count === 0) return;
    await tx.callExportPart.deleteMany({ where: { shopId, exportId } });
    await appendEvent(tx, shop, { type: EVENTS[state], payload: { export: exportId } });
  });
}

/** Shows staff why an export does not go on; it is tried again by itself. */
export async function noteExportProblem(shop: ShopContext, exportId: string, problem: string): Promise<void> {
  await withTenant(shop, (tx) =>
    tx.callExport.updateMany({
      where: { shopId: shop.shopId, id: exportId, state: "running" },
      data: { error: problem },
    }),
  );
}
