import { withTenant } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { forgetModelCheck } from "./check-model.server";

/** Removes a model server and its key. @throws AppError `not_found` when the shop has none with this id. */
export async function deleteEndpoint(shop: ShopContext, id: string): Promise<void> {
  await withTenant(shop, async (tx) => {
    const { count } = await tx.modelEndpoint.deleteMany({ where: { shopId: shop.shopId, id } });
    if (count === 0) {
      throw new AppError("not_found", {
        message: "no such endpoint",
        userMessage: "This model server was removed already.",
      });
    }
    forgetModelCheck(shop);
    await appendEvent(tx, shop, { type: "endpoint.removed", payload: { id } });
  });
}
