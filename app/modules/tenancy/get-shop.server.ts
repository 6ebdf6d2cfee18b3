import { withTenant, type TenantRef } from "~/db.server";
import { AppError } from "~/lib/app-error";
import type { ShopContext } from "./shop-context";

export type ShopProfile = {
  readonly shopId: string;
  readonly name: string;
  /** ISO 4217; empty until the first synchronisation. */
  readonly currency: string;
  /** ISO 3166-1 alpha-2; empty until the first synchronisation. */
  readonly country: string;
  /** ISO 3166-1 alpha-2 of the countries that its markets ship to. */
  readonly shipsTo: readonly string[];
  readonly primaryLocale: string;
  /** Origin of the storefront; empty until the first synchronisation. */
  readonly storefrontUrl: string;
  readonly installedAt: Date;
};

/** What we know about the shop itself. @throws AppError `not_found` when the app is not installed there. */
export async function getShop(shop: ShopContext): Promise<ShopProfile> {
  const { settings: _, ...profile } = await readShop(shop);
  return profile;
}

/** The shop with its settings as they are stored; for this room only. @throws AppError `not_found`, likewise. */
export async function readShop(shop: TenantRef): Promise<ShopProfile & { readonly settings: unknown }> {
  const row = await withTenant(shop, (tx) => tx.shop.findUnique({ where: { shopId: shop.shopId } }));
  if (!row || row.uninstalledAt) {
    throw new AppError("not_found", {
      message: "the app is not installed in this shop",
      userMessage: "The app is not installed in this shop.",
    });
  }
  const { shopId, name, currency, country, shipsTo, primaryLocale, storefrontUrl, installedAt, settings } = row;
  return { shopId, name, currency, country, shipsTo, primaryLocale, storefrontUrl, installedAt, settings };
}
