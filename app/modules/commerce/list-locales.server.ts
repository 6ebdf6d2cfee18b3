import type { ShopContext } from "~/modules/tenancy/shop-context";
import { queryAdmin } from "./query-admin.server";
import { SHOP_LOCALES } from "./shop-documents";

const MAX_OTHER_LOCALES = 10;

/** Languages of the storefront: the one that its texts are written in, and those it is translated into. */
export async function listLocales(shop: ShopContext): Promise<{ primary: string; others: string[] }> {
  const { data } = await queryAdmin(shop, SHOP_LOCALES);
  const primary = data.shopLocales.find((entry) => entry.primary)?.locale ?? "en";
  const others = data.shopLocales.filter((entry) => !entry.primary).map((entry) => entry.locale);
  return { primary, others: others.slice(0, MAX_OTHER_LOCALES) };
}
