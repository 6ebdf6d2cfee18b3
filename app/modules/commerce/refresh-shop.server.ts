import type { ShopContext } from "~/modules/tenancy/shop-context";
import { updateShopProfile } from "~/modules/tenancy/update-shop-profile.server";
import { listLocales } from "./list-locales.server";
import { queryAdmin } from "./query-admin.server";
import { SHOP_DETAILS } from "./shop-documents";

/**
 * Brings the shop's name, currency, countries, language and storefront address up to date with Shopify.
 * @throws AppError `shopify_failed`.
 */
export async function refreshShop(shop: ShopContext): Promise<void> {
  const [{ data }, { primary }] = await Promise.all([queryAdmin(shop, SHOP_DETAILS), listLocales(shop)]);
  const { name, currencyCode, shopAddress, primaryDomain, shipsToCountries } = data.shop;
  await updateShopProfile(shop, {
    name,
    currency: currencyCode,
    country: shopAddress.countryCodeV2 ?? "",
    shipsTo: shipsToCountries,
    primaryLocale: primary,
    storefrontUrl: primaryDomain.url.replace(/\/$/, ""),
  });
}
