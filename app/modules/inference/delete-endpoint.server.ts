import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { forgetModelCheck } from "./check-model.server";
import { throwRemoved } from "./resolve-endpoints.server";

/** Removes a model server and its key. @throws AppError `not_found` when the shop has none with this id. */
export async function deleteEndpoint(shop: ShopContext, id: string): Promise<void> {
  await withTenant(shop, async (tx) => {
    const { count } = await tx.modelEndpoint.deleteMany({ where: { shopId: shop.shopId, id } });
    if (count === 0) throwRemoved();
    forgetModelCheck(shop);
    await appendEvent(tx, shop, { type: "endpoint.removed", payload: { id } });
  });
}
