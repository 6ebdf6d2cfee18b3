import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { forgetModelCheck } from "./check-model.server";
import { lockEndpoints } from "./lock-endpoints.server";
import { throwRemoved } from "./resolve-endpoints.server";

/** Moves a model server one place up or down in the order in which they are asked; at either end it stays. @throws AppError `not_found`. */
export async function moveEndpoint(shop: ShopContext, id: string, direction: "up" | "down"): Promise<void> {
  await withTenant(shop, async (tx) => {
    const rows = await lockEndpoints(tx, shop);
    const from = rows.findIndex((row) => row.id === id);
    const [moved] = rows.splice(from, from < 0 ? 0 : 1);
    if (!moved) throwRemoved();
    const to = Math.max(0, from + (direction === "up" ? -1 : 1));
    rows.splice(to, 0, moved);
    for (const [position, row] of rows.entries()) {
      if (row.position === position) continue;
      await tx.modelEndpoint.update({ where: { shopId_id: { shopId: shop.shopId, id: row.id } }, data: { position } });
    }
    forgetModelCheck(shop);
    await appendEvent(tx, shop, { type: "endpoint.moved", payload: { id, position: rows.indexOf(moved) } });
  });
}
