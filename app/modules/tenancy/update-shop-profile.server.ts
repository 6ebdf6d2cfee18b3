import { withTenant } from "~/db.server";
import type { ShopProfile } from "./get-shop.server";
import { forgetKnownShop } from "./known-shop.server";
import type { ShopContext } from "./shop-context";

/** Writes down what Shopify says about the shop; nothing happens when the app is not installed there. */
export async function updateShopProfile(
  shop: ShopContext,
  profile: Omit<ShopProfile, "shopId" | "installedAt">,
): Promise<void> {
  const { name, currency, country, shipsTo, primaryLocale, storefrontUrl } = profile;
  const data = { name, currency, country, shipsTo: [...shipsTo], primaryLocale, storefrontUrl };
  await withTenant(shop, (tx) => tx.shop.updateMany({ where: { shopId: shop.shopId, uninstalledAt: null }, data }));
  forgetKnownShop(shop);
}
