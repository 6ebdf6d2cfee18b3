import { existsSync } from "node:fs";
import { join } from "node:path";
import { cartJson } from "./cart-view.ts";
import { textIn } from "./texts.ts";
import { listCountries } from "./visit.ts";
import type { Visit } from "./visit.ts";

const POLICY_SLUGS = {
  REFUND_POLICY: "refund-policy",
  SHIPPING_POLICY: "shipping-policy",
  PRIVACY_POLICY: "privacy-policy",
  TERMS_OF_SERVICE: "terms-of-service",
  CONTACT_INFORMATION: "contact-information",
  LEGAL_NOTICE: "legal-notice",
} as const;

/** What every page of the theme shows around its content. */
export function layoutView(visit: Visit) {
  const { store, locale, market } = visit;
  return {
    shop: store.shop,
    domain: store.domain,
    theme: store.shop.theme,
    locale,
    currency: market.currency,
    path: visit.path,
    customer: visit.customer,
    cart_count: cartJson(visit, visit.cart).item_count,
    navigation: listCollections(visit),
    policies: listPolicies(visit),
    pages: store.pages
      .filter(({ isPublished }) => isPublished)
      .map((page) => ({ url: `/pages/${page.handle}`, title: textIn(page, locale, "title", page.title) })),
    languages: languagesOf(visit),
    countries: countriesOf(visit),
    hero: existsSync(join(store.folder, "images/hero.svg")) ? visit.context.fileUrl(store, "hero.svg") : null,
    shopify: JSON.stringify({
      shop: store.domain,
      locale,
      country: visit.country,
      currency: { active: market.currency, rate: String(market.rate) },
      routes: { root: "/" },
    }).replaceAll("<", "\\u003c"),
  };
}

/** The shop's collections with title, picture and link. */
export function listCollections({ context, store, locale }: Visit) {
  return store.collections.map((collection) => ({
    url: `/collections/${collection.handle}`,
    handle: collection.handle,
    title: textIn(collection, locale, "title", collection.title),
    description: textIn(collection, locale, "body_html", collection.descriptionHtml),
    image: collection.image && context.fileUrl(store, collection.image),
    count: collection.products.length,
  }));
}

/** The shop's policies with their address. */
export function listPolicies({ store, locale }: Visit) {
  return store.policies.map((policy) => ({
    slug: POLICY_SLUGS[policy.type],
    url: `/policies/${POLICY_SLUGS[policy.type]}`,
    title: textIn(policy, locale, "title", policy.title),
    body: textIn(policy, locale, "body_html", policy.body),
  }));
}

function languagesOf({ store, locale }: Visit) {
  return store.shop.locales.map((code) => ({
    code,
    name: new Intl.DisplayNames(code, { type: "language" }).of(code) ?? code,
    selected: code === locale,
  }));
}

function countriesOf({ store, locale, country }: Visit) {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  return listCountries(store)
    .map((code) => ({
      code,
      name: names.of(code) ?? code,
      currency: store.shop.markets.find(({ countries }) => countries.includes(code))?.currency ?? store.shop.currency,
      selected: code === country,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
}
