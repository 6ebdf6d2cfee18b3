import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { MAX_EXPORTS } from "./call-export";
import { endExport } from "./end-export.server";

/** Deletes the contents of exports whose time is over and whose own job was lost; a shop has at most 20 that are kept. */
export async function expireExports(shop: ShopContext): Promise<void> {
  const rows = await withTenant(shop, (tx) =>
    tx.callExport.findMany({
      where: { shopId: shop.shopId, state: { in: ["running", "ready"] }, expiresAt: { lt: new Date() } },
      orderBy: { expiresAt: "asc" },
      take: MAX_EXPORTS,
      select: { id: true },
    }),
  );
  for (const { id } of rows) await endExport(shop, id, "expired");
}
