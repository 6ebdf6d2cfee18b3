import type { Request } from "express";
import type { DevStoreContext } from "../context.ts";
import type { Store } from "../store-schema.ts";
import { readCart } from "./cart.ts";
import type { Cart } from "./cart.ts";
import { readCookie } from "./cookies.ts";
import { marketOf } from "./money.ts";
import type { Market } from "./money.ts";

export type Customer = Store["customers"][number];

/** One request to the storefront, with who asks and how prices and texts are shown to them. */
export type Visit = {
  context: DevStoreContext;
  store: Store;
  locale: string;
  country: string;
  market: Market;
  customer: Customer | null;
  cart: Cart;
  path: string;
};

export const LOCALE_COOKIE = "localization_language";
export const COUNTRY_COOKIE = "localization_country";

/** Countries that the shop sells to, its own first. */
export function listCountries(store: Store): string[] {
  return [...new Set([store.shop.country, ...store.shop.markets.flatMap((market) => market.countries)])];
}

/** The visit of a request; null when no store answers to its host. */
export function findVisit(context: DevStoreContext, request: Request): Visit | null {
  const store = context.stores.byHost(request.headers.host);
  if (!store) return null;
  const country = pick(listCountries(store), readCookie(request, COUNTRY_COOKIE));
  const customerId = context.customerOf(request, store);
  return {
    context,
    store,
    locale: pick(store.shop.locales, readCookie(request, LOCALE_COOKIE)),
    country,
    market: marketOf(store, country),
    customer: store.customers.find(({ id }) => id === customerId) ?? null,
    cart: readCart(request, store),
    path: request.path,
  };
}

function pick(allowed: readonly string[], wanted: string | null): string {
  return allowed.find((value) => value === wanted) ?? allowed[0] ?? "";
}
