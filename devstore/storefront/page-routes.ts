import express from "express";
import type { RequestHandler, Response, Router } from "express";
import type { DevStoreContext, Product } from "../context.ts";
import { cartJson } from "./cart-view.ts";
import { listCollections, listPolicies } from "./layout-view.ts";
import { listSold, pickAcrossCollections, searchProducts, sorted, sortOf, SORTS } from "./listing.ts";
import { cardView, pageView, pictureOf, productJson } from "./product-view.ts";
import { renderPage } from "./render-page.ts";
import { findThemeText, textIn } from "./texts.ts";
import { findVisit } from "./visit.ts";
import type { Visit } from "./visit.ts";

const HOME_PRODUCTS = 8;
const RELATED_PRODUCTS = 4;

type Page = (
  visit: Visit,
  response: Response,
  params: Record<string, string>,
  query: Record<string, unknown>,
) => Promise<void>;

/** The storefront's public pages. What is not found gets the theme's own 404. */
export function pageRouter(context: DevStoreContext): Router {
  const router = express.Router();
  const on =
    (page: Page): RequestHandler =>
    (request, response, next) => {
      const visit = findVisit(context, request);
      if (!visit) return next();
      page(visit, response, request.params, request.query).catch(next);
    };
  router.get("/", on(home));
  router.get("/collections", on(collections));
  router.get("/collections/:handle", on(collection));
  router.get("/products/:handle.js", on(productData));
  router.get(["/products/:handle", "/collections/:collection/products/:handle"], on(product));
  router.get("/pages/:handle", on(shopPage));
  router.get("/policies/:slug", on(policy));
  router.get("/search", on(search));
  router.get("/cart", on(cart));
  router.get("*", on(notFound));
  return router;
}

const say = (visit: Visit, path: string) => findThemeText(visit.locale, path) ?? path;

const home: Page = (visit, response) => {
  const { store, locale } = visit;
  const about = store.pages.find(({ handle }) => handle === "about");
  const story = about && /<p>.*?<\/p>/s.exec(textIn(about, locale, "body_html", about.body))?.[0];
  const cards = pickAcrossCollections(visit, HOME_PRODUCTS).map((item) => cardView(visit, item));
  const view = {
    cards,
    story: story ?? null,
    featured: listCollections(visit)
      .filter(({ image }) => image)
      .slice(0, 6),
  };
  return renderPage(visit, response, { template: "home", type: "index", title: store.shop.name }, view);
};

const collections: Page = (visit, response) =>
  renderPage(
    visit,
    response,
    { template: "collections", type: "list-collections", title: say(visit, "collections.title") },
    { featured: listCollections(visit) },
  );

const collection: Page = async (visit, response, { handle }, query) => {
  const sort = sortOf(query["sort_by"]);
  const found = handle === "all" ? allProducts(visit) : findCollection(visit, handle);
  if (!found) return notFound(visit, response, {}, {});
  const cards = sorted(visit, found.products, sort).map((item) => cardView(visit, item));
  const sorts = SORTS.map((value) => ({ value, label: say(visit, `sort.${value}`), selected: value === sort }));
  const { title, description, image } = found;
  return renderPage(
    visit,
    response,
    { template: "collection", type: "collection", title },
    { title, description, image, cards, sorts },
  );
};

function allProducts(visit: Visit) {
  return { title: say(visit, "collections.all"), description: "", image: null, products: listSold(visit) };
}

function findCollection(visit: Visit, handle: string | undefined) {
  const stored = visit.store.collections.find((item) => item.handle === handle);
  const shown = listCollections(visit).find((item) => item.handle === handle);
  if (!stored || !shown) return null;
  const sold = new Map(listSold(visit).map((item) => [item.handle, item]));
  return { ...shown, products: stored.products.flatMap((name) => sold.get(name) ?? []) };
}

function findProduct(visit: Visit, handle: string | undefined): Product | null {
  return listSold(visit).find((item) => item.handle === handle) ?? null;
}

const product: Page = (visit, response, { handle }, query) => {
  const found = findProduct(visit, handle);
  if (!found) return notFound(visit, response, {}, {});
  const shown = pageView(visit, found, Number(query["variant"]) || null);
  const home = listCollections(visit).find((_item, index) =>
    visit.store.collections[index]?.products.includes(found.handle),
  );
  const neighbours = home ? (findCollection(visit, home.handle)?.products ?? []) : [];
  const at = neighbours.indexOf(found);
  const related = [...neighbours.slice(at + 1), ...neighbours.slice(0, Math.max(0, at))].slice(0, RELATED_PRODUCTS);
  const data = JSON.stringify(pickerData(visit, found)).replaceAll("<", "\\u003c");
  return renderPage(
    visit,
    response,
    {
      template: "product",
      type: "product",
      title: shown.seo_title,
      description: shown.seo_description,
      product: found,
    },
    {
      product: shown,
      product_data: data,
      breadcrumb: home ?? null,
      related: related.map((item) => cardView(visit, item)),
    },
  );
};

/** What the page's script needs to switch variants: no description, and the stock that shoppers may see. */
function pickerData(visit: Visit, found: Product) {
  const { variants } = productJson(visit, found);
  return variants.map(({ id, options, sku, price, compare_at_price, available, featured_image }, index) => ({
    id,
    options,
    sku,
    price,
    compare_at_price,
    available,
    picture: featured_image,
    alt: pictureOf(found, options)?.alt || found.title,
    stock: found.variants[index]?.inventoryQuantity ?? 0,
  }));
}

const productData: Page = async (visit, response, { handle }) => {
  const found = findProduct(visit, handle);
  if (!found) return void response.status(404).json({ status: 404, message: "Not Found" });
  response.set("cache-control", "no-store").json(productJson(visit, found));
};

const shopPage: Page = (visit, response, { handle }) => {
  const found = visit.store.pages.find((item) => item.handle === handle && item.isPublished);
  if (!found) return notFound(visit, response, {}, {});
  const title = textIn(found, visit.locale, "title", found.title);
  const body = textIn(found, visit.locale, "body_html", found.body);
  return renderPage(visit, response, { template: "page", type: "page", title }, { title, body });
};

const policy: Page = (visit, response, { slug }) => {
  const found = listPolicies(visit).find((item) => item.slug === slug);
  if (!found) return notFound(visit, response, {}, {});
  return renderPage(visit, response, { template: "page", type: "policy", title: found.title }, found);
};

const search: Page = (visit, response, _params, query) => {
  const words = typeof query["q"] === "string" ? query["q"].slice(0, 100) : "";
  const cards = searchProducts(visit, words).map((item) => cardView(visit, item));
  return renderPage(
    visit,
    response,
    { template: "search", type: "search", title: say(visit, "search.title") },
    { words, cards },
  );
};

const cart: Page = (visit, response, _params, query) => {
  const problem = typeof query["problem"] === "string" ? query["problem"].slice(0, 200) : null;
  return renderPage(
    visit,
    response,
    { template: "cart", type: "cart", title: say(visit, "cart.title") },
    { cart: cartJson(visit, visit.cart), problem },
  );
};

const notFound: Page = (visit, response) =>
  renderPage(visit, response, { template: "not-found", type: "404", title: say(visit, "not_found.title") });
