import { getShopSettings } from "~/modules/tenancy/shop-settings.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { selectFacts } from "./fact-selection";
import { listLocales } from "./list-locales.server";
import type { ProductSelection } from "./product-documents";

/**
 * What the merchant lets us ask about products: released metafields, and the languages beside the primary one.
 * @throws AppError `shopify_failed`.
 */
export async function getProductSelection(shop: ShopContext): Promise<ProductSelection> {
  const [{ factMetafields }, { others }] = await Promise.all([getShopSettings(shop), listLocales(shop)]);
  return { facts: selectFacts(factMetafields), locales: others };
}
