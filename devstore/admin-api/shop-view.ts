import { gid } from "../gid.ts";
import type { Store } from "../store-schema.ts";
import type { ApiCall, View } from "./api-call.ts";
import { UNDATED } from "./collection-view.ts";
import { policyView } from "./content-views.ts";
import type { ListKind } from "./connection.ts";

const languageNames = new Intl.DisplayNames(["en"], { type: "language" });
const countryNames = new Intl.DisplayNames(["en"], { type: "region" });
const currencyNames = new Intl.DisplayNames(["en"], { type: "currency" });

/** The API's `Shop`. */
export function shopView(call: ApiCall): View {
  const { store } = call;
  const { shop } = store;
  const origin = call.services.context.originOf(store);
  return {
    __typename: "Shop",
    id: gid("Shop", shop.id),
    name: shop.name,
    description: shop.tagline || null,
    email: shop.email,
    contactEmail: shop.email,
    shopOwnerName: `${shop.staff.firstName} ${shop.staff.lastName}`,
    myshopifyDomain: store.domain,
    url: origin,
    primaryDomain: {
      __typename: "Domain",
      id: gid("Domain", shop.id),
      host: new URL(origin).host,
      url: origin,
      sslEnabled: origin.startsWith("https:"),
    },
    shopAddress: {
      __typename: "ShopAddress",
      id: gid("ShopAddress", shop.id),
      company: shop.name,
      country: countryNames.of(shop.country),
      countryCode: shop.country,
      countryCodeV2: shop.country,
      formatted: [countryNames.of(shop.country)],
      coordinatesValidated: false,
    },
    currencyCode: shop.currency,
    enabledPresentmentCurrencies: [...new Set([shop.currency, ...shop.markets.map((market) => market.currency)])],
    ianaTimezone: shop.timezone,
    plan: { partnerDevelopment: true, shopifyPlus: true, publicDisplayName: "Development", displayName: "Development" },
    shipsToCountries: [...new Set([shop.country, ...shop.markets.flatMap((market) => market.countries)])],
    taxesIncluded: true,
    unitSystem: "METRIC_SYSTEM",
    weightUnit: "KILOGRAMS",
    setupRequired: false,
    createdAt: UNDATED,
    updatedAt: UNDATED,
    shopPolicies: () => store.policies.map((policy) => policyView(call, policy)),
    metafield: null,
  };
}

/** The API's `ShopLocale`s; the first language is the primary one, all are published. */
export function localeViews({ store }: ApiCall): View[] {
  return store.shop.locales.map((locale, index) => ({
    locale,
    name: languageNames.of(locale) ?? locale,
    primary: index === 0,
    published: true,
    marketWebPresences: [],
  }));
}

type Market = Store["shop"]["markets"][number];

/** The API's `Market`s. */
export function marketKind({ store }: ApiCall): ListKind<Market> {
  const position = (market: Market) => store.shop.markets.indexOf(market) + 1;
  return {
    key: position,
    view: (market) => marketView(market, position(market)),
    sort: { NAME: (market) => market.name, ID: position },
  };
}

function marketView(market: Market, position: number): View {
  const currency = {
    currencyCode: market.currency,
    currencyName: currencyNames.of(market.currency) ?? market.currency,
    enabled: true,
    manualRate: market.rate.toFixed(4),
    rateUpdatedAt: null,
  };
  const regions = market.countries.map((code) => ({
    __typename: "MarketRegionCountry",
    id: gid("MarketRegionCountry", `${position}${code.charCodeAt(0)}${code.charCodeAt(1)}`),
    code,
    name: countryNames.of(code) ?? code,
    currency,
  }));
  return {
    __typename: "Market",
    id: gid("Market", position),
    name: market.name,
    handle: market.name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    status: "ACTIVE",
    type: "REGION",
    enabled: true,
    primary: position === 1,
    currencySettings: { baseCurrency: currency, localCurrencies: false, roundingEnabled: true },
    regions: {
      nodes: regions,
      edges: regions.map((node) => ({ node, cursor: node.code })),
      pageInfo: { hasNextPage: false, hasPreviousPage: false },
    },
    metafield: null,
  };
}
