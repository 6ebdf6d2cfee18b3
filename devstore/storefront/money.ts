import type { Store } from "../store-schema.ts";

export type Market = Store["shop"]["markets"][number];

/** The market that a country buys in; the shop's own currency at rate 1 when no market names the country. */
export function marketOf(store: Store, country: string): Market {
  const { currency, country: home, name } = store.shop;
  return (
    store.shop.markets.find((market) => market.countries.includes(country)) ?? {
      name,
      countries: [home],
      currency,
      rate: 1,
    }
  );
}

/** Cents in the market's currency of a decimal amount in the shop's. */
export function centsIn(market: Market, amount: string): number {
  return Math.round(Number(amount) * market.rate * 100);
}

/** An amount as people read it, such as `€149.00` or `149,00 €`. */
export function formatMoney(cents: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(cents / 100);
}
