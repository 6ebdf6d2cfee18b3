import { withTenant } from "~/db.server";
import { refreshProduct } from "~/modules/commerce/refresh-product.server";
import { removeProduct } from "~/modules/commerce/remove-product.server";
import { enqueue } from "~/modules/jobs/enqueue.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { indexProducts } from "./index-products.server";
import { removeProductJob } from "./knowledge-jobs";
import { findSync } from "./sync-state.server";
import { removePassages, takeTurn } from "./write-passages.server";

const REPEAT_AFTER_S = 60;

/**
 * Brings one product up to date in mirror and index, from Shopify itself: what a message about it says is not used.
 * @throws AppError `shopify_failed`.
 */
export async function updateProduct(shop: ShopContext, productId: string): Promise<void> {
  const found = await refreshProduct(shop, productId);
  if (found) await indexProducts(shop, [found]);
  else await forgetPassages(shop, productId);
}

/**
 * Takes a deleted product out of mirror and index. Ids are never given again, so this is right however late it comes;
 * while an export is being read, which may still hold the product, it is repeated later.
 */
export async function forgetProduct(shop: ShopContext, productId: string): Promise<void> {
  await removeProduct(shop, productId);
  await forgetPassages(shop, productId);
  const sync = await withTenant(shop, (tx) => findSync(tx, shop, "catalogue"));
  if (sync?.state === "running")
    await enqueue(removeProductJob, { shopId: shop.shopId, productId }, { afterS: REPEAT_AFTER_S });
}

async function forgetPassages(shop: ShopContext, productId: string): Promise<void> {
  await withTenant(shop, async (tx) => {
    await takeTurn(tx, shop);
    await removePassages(tx, shop, [productId]);
  });
}
