import type { Product } from "../context.ts";
import { cartJson } from "./cart-view.ts";
import type { Block } from "./embed-blocks.ts";
import { listCollections } from "./layout-view.ts";
import { productJson } from "./product-view.ts";
import type { PageType } from "./render-page.ts";
import type { Visit } from "./visit.ts";

/** The objects of Shopify's Liquid that an app embed can read. Source: https://shopify.dev/docs/api/liquid/objects */
export function embedView(visit: Visit, type: PageType, product: Product | null, block: Block) {
  return {
    block: blockView(block),
    shop: shopView(visit),
    customer: customerView(visit),
    request: requestView(visit, type),
    localization: localizationView(visit),
    template: { name: type.split("/").at(-1), directory: type.includes("/") ? type.split("/")[0] : null, suffix: null },
    settings: themeSettings(visit),
    routes: ROUTES,
    cart: { ...cartJson(visit, visit.cart), currency: currencyView(visit.market.currency) },
    product: product && productJson(visit, product),
    collections: listCollections(visit),
    app: { metafields: {} },
  };
}

const ROUTES = {
  root_url: "/",
  account_url: "/account",
  account_login_url: "/account/login",
  account_logout_url: "/account/logout",
  cart_url: "/cart",
  cart_add_url: "/cart/add",
  cart_change_url: "/cart/change",
  cart_update_url: "/cart/update",
  cart_clear_url: "/cart/clear",
  collections_url: "/collections",
  all_products_collection_url: "/collections/all",
  search_url: "/search",
};

function blockView({ name, schema }: Block) {
  const settings = schema.settings.flatMap<[string, unknown]>(({ id, default: value }) =>
    id ? [[id, value ?? null]] : [],
  );
  return {
    id: name,
    type: `shopify://apps/inhouse/blocks/${name}`,
    settings: Object.fromEntries<unknown>(settings),
    shopify_attributes: `data-shopify-editor-block='${JSON.stringify({ id: name })}'`,
  };
}

function shopView({ store, context }: Visit) {
  const { shop } = store;
  return {
    id: shop.id,
    name: shop.name,
    description: shop.tagline,
    email: shop.email,
    currency: shop.currency,
    domain: new URL(context.originOf(store)).host,
    permanent_domain: store.domain,
    url: context.originOf(store),
    secure_url: context.originOf(store),
    published_locales: shop.locales.map((code) => ({ iso_code: code })),
  };
}

/** Shopify's Liquid would also give the customer's tags; no embed has a use for the shop's secrets. */
function customerView({ customer, store }: Visit) {
  if (!customer) return null;
  const { id, firstName, lastName, email, phone } = customer;
  const orders = store.orders.filter(({ customerId }) => customerId === id);
  return {
    id,
    first_name: firstName,
    last_name: lastName,
    name: `${firstName} ${lastName}`,
    email,
    phone,
    orders_count: orders.length,
  };
}

function requestView({ locale, store, context, path }: Visit, type: PageType) {
  const origin = context.originOf(store);
  return {
    locale: { iso_code: locale, root_url: "/", primary: locale === store.shop.locales[0] },
    page_type: type,
    host: new URL(origin).host,
    origin,
    path,
    design_mode: false,
    visual_preview_mode: false,
  };
}

function localizationView({ locale, country, market, store }: Visit) {
  return {
    language: { iso_code: locale, root_url: "/" },
    available_languages: store.shop.locales.map((code) => ({ iso_code: code, root_url: "/" })),
    country: { iso_code: country, currency: currencyView(market.currency) },
    market: { handle: market.name.toLowerCase().replaceAll(" ", "-") },
  };
}

function currencyView(code: string) {
  const symbol = new Intl.NumberFormat("en", { style: "currency", currency: code })
    .formatToParts(0)
    .find(({ type }) => type === "currency");
  return { iso_code: code, symbol: symbol?.value ?? code };
}

function themeSettings({ store: { shop } }: Visit) {
  const { accent, background, text, bodyFont, headingFont, radiusPx } = shop.theme;
  return {
    colors_accent_1: accent,
    colors_background_1: background,
    colors_text: text,
    type_body_font: { family: bodyFont },
    type_header_font: { family: headingFont },
    buttons_radius: radiusPx,
  };
}
