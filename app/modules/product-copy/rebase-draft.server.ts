import { withTenant } from "~/db.server";
import { getLiveProduct } from "~/modules/commerce/get-live-product.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { storedText } from "./copy-kinds";
import { draftNotOpen } from "./edit-draft.server";
import { getDraft } from "./get-draft.server";

/**
 * Takes the product's newest text as what an open draft is compared with, after staff saw that it had changed.
 * @throws AppError `not_found`, `shopify_failed`; `conflict` when the draft is not open any more.
 */
export async function rebaseDraft(shop: ShopContext, draftId: string): Promise<void> {
  const draft = await getDraft(shop, draftId);
  const baseText = storedText(await getLiveProduct(shop, draft.productId), draft.kind);
  const { count } = await withTenant(shop, (tx) =>
    tx.copyDraft.updateMany({ where: { shopId: shop.shopId, id: draftId, state: "ready" }, data: { baseText } }),
  );
  if (count === 0) throw draftNotOpen(draft);
}
