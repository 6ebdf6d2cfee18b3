import type { Store } from "../store-schema.ts";
import type { View } from "./api-call.ts";

/** Whole cents of a decimal text such as "129.00". */
export function toCents(amount: string): number {
  return Math.round(Number(amount) * 100);
}

/** MoneyV2 of an amount in cents. */
export function moneyV2(cents: number, currencyCode: string): View {
  return { amount: (cents / 100).toFixed(2), currencyCode };
}

/** MoneyBag of an amount in cents that was paid in a currency: in that one and in the shop's. */
export function moneyBag({ shop }: Store, cents: number, currency: string): View {
  const rate = shop.markets.find((market) => market.currency === currency)?.rate;
  const inShopCurrency = currency === shop.currency || rate === undefined ? cents : Math.round(cents / rate);
  return { presentmentMoney: moneyV2(cents, currency), shopMoney: moneyV2(inShopCurrency, shop.currency) };
}
