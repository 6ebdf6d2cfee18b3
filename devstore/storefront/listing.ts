import type { Product } from "../context.ts";
import { centsIn } from "./money.ts";
import { textIn } from "./texts.ts";
import type { Visit } from "./visit.ts";

export const SORTS = [
  "manual",
  "price-ascending",
  "price-descending",
  "title-ascending",
  "created-descending",
] as const;
export type Sort = (typeof SORTS)[number];

/** The products that shoppers see. */
export function listSold({ store }: Visit): Product[] {
  return store.products.filter(({ status }) => status === "ACTIVE");
}

/** The sort order that a query asks for; the shop's own when it names none. */
export function sortOf(value: unknown): Sort {
  return SORTS.find((sort) => sort === value) ?? "manual";
}

/** Products in an order; `manual` keeps the given one. */
export function sorted(visit: Visit, products: readonly Product[], sort: Sort): Product[] {
  const price = (product: Product) =>
    Math.min(...product.variants.map((variant) => centsIn(visit.market, variant.price)));
  const title = (product: Product) => textIn(product, visit.locale, "title", product.title);
  switch (sort) {
    case "manual":
      return [...products];
    case "price-ascending":
      return products.toSorted((a, b) => price(a) - price(b));
    case "price-descending":
      return products.toSorted((a, b) => price(b) - price(a));
    case "title-ascending":
      return products.toSorted((a, b) => title(a).localeCompare(title(b), visit.locale));
    case "created-descending":
      return products.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  }
}

/** Products whose title, type, tags or description hold every word of the query; matches in the title come first. */
export function searchProducts(visit: Visit, query: string): Product[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const scored = listSold(visit).map((product) => ({ product, score: scoreOf(visit, product, words) }));
  return scored
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ product }) => product);
}

function scoreOf(visit: Visit, product: Product, words: readonly string[]): number {
  const title = fold(`${product.title} ${textIn(product, visit.locale, "title", "")}`);
  const description = textIn(product, visit.locale, "body_html", product.descriptionHtml).replace(/<[^>]*>/g, " ");
  const rest = fold([product.productType, product.tags.join(" "), product.descriptionHtml, description].join(" "));
  const scores = words.map((word) => (title.includes(word) ? 3 : rest.includes(word) ? 1 : 0));
  return scores.includes(0) ? 0 : scores.reduce<number>((sum, score) => sum + score, 0);
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Up to `count` products, one from each collection in turn, so that a home page shows the breadth of the shop. */
export function pickAcrossCollections(visit: Visit, count: number): Product[] {
  const sold = listSold(visit).filter(
    ({ images, variants }) => images.length > 0 && variants.some((v) => v.inventoryQuantity > 0),
  );
  const queues = visit.store.collections.map(({ products }) =>
    products.flatMap((handle) => sold.find((p) => p.handle === handle) ?? []),
  );
  const picked = new Set<Product>();
  const longest = Math.max(0, ...queues.map(({ length }) => length));
  for (let turn = 0; turn < longest; turn += 1) {
    for (const queue of queues) {
      const product = queue[turn];
      if (product && picked.size < count) picked.add(product);
    }
  }
  return [...(picked.size > 0 ? picked : sold.slice(0, count))];
}
