import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { forgetModelCheck } from "./check-model.server";
import { throwRemoved } from "./resolve-endpoints.server";

/** Switches a model server on or off; one that is off keeps its place and its key. @throws AppError `not_found`. */
export async function enableEndpoint(shop: ShopContext, id: string, enabled: boolean): Promise<void> {
  await withTenant(shop, async (tx) => {
    const { count } = await tx.modelEndpoint.updateMany({ where: { shopId: shop.shopId, id }, data: { enabled } });
    if (count === 0) throwRemoved();
    forgetModelCheck(shop);
    await appendEvent(tx, shop, { type: enabled ? "endpoint.enabled" : "endpoint.disabled", payload: { id } });
  });
}
