import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { findLiveProduct } from "./find-live-product.server";
import type { CatalogueProduct } from "./product-mapping";
import { removeProduct } from "./remove-product.server";
import { saveProducts } from "./save-products.server";
import { toGid } from "./shopify-gid";

/**
 * Brings one product of the mirror up to date with Shopify; null when it is no longer there, and then not here either.
 * @throws AppError `shopify_failed`.
 */
export async function refreshProduct(shop: ShopContext, id: string): Promise<CatalogueProduct | null> {
  const found = await findLiveProduct(shop, id);
  if (found) await withTenant(shop, (tx) => saveProducts(tx, shop, [found.product]));
  else await removeProduct(shop, toGid("Product", id));
  return found;
}
