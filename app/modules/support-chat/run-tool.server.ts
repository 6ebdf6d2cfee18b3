import { findProductByHandle } from "~/modules/commerce/find-product-by-handle.server";
import type { Product } from "~/modules/commerce/commerce-types";
import type { Passage } from "~/modules/knowledge/knowledge-types";
import { searchKnowledge } from "~/modules/knowledge/search-knowledge.server";
import type { KnownToolCall } from "./chat-tools";
import { inLanguage, toEvidence } from "./evidence";
import { displayOf, productsOf } from "./find-evidence.server";
import { byPrice, isInStock } from "./product-order";
import type { ToolYield } from "./tool-session";
import type { Turn } from "./turn";

const MAX_PASSAGES = 5;
const MAX_SEARCHED_PRODUCTS = 20;
const MAX_PRODUCTS = 5;
const NOT_FOUND: ToolYield = { evidence: [], products: [], note: "Not found." };

/**
 * Runs one call for the shop and shopper of the session. What another shop or shopper has reads exactly like what nobody has.
 * Orders and people are no data for a model: for these it gets our words, and the turn does the rest.
 */
export async function runTool(turn: Turn, call: KnownToolCall): Promise<ToolYield> {
  switch (call.name) {
    case "search_knowledge":
      return toYield(turn, await search(turn, call.input.query, MAX_PASSAGES));
    case "find_products":
      return findProductsFor(turn, call.input);
    case "get_product":
      return getProductFor(turn, call.input.handle);
    case "get_my_orders":
      return { ...NOT_FOUND, note: "The shop shows the shopper their orders itself, below your answer." };
    case "hand_over_to_human":
      return { ...NOT_FOUND, note: "Tell the shopper to ask for a person in their own words." };
  }
}

async function findProductsFor(
  turn: Turn,
  { query, order = "best_match", availability = "any" }: Extract<KnownToolCall, { name: "find_products" }>["input"],
): Promise<ToolYield> {
  const passages = await search(turn, query, MAX_SEARCHED_PRODUCTS, ["product"]);
  const found = (await productsOf(turn, passages)).filter((item) => availability === "any" || isInStock(item));
  const products = (order === "best_match" ? found : byPrice(found, order)).slice(0, MAX_PRODUCTS);
  // One passage each, so that there is room for all of them.
  const first = products.flatMap(({ id }) => passages.find(({ sourceId }) => sourceId === id) ?? []);
  return toYield(turn, first, products);
}

async function getProductFor(turn: Turn, handle: string): Promise<ToolYield> {
  const product = await findProductByHandle(turn.shop, handle);
  if (!product) return NOT_FOUND;
  const passages = await search(turn, product.title, MAX_SEARCHED_PRODUCTS, ["product"]);
  // One that shoppers cannot see has no passage, and so is not there.
  return toYield(
    turn,
    passages.filter(({ sourceId }) => sourceId === product.id),
  );
}

async function search(
  turn: Turn,
  query: string,
  limit: number,
  kinds?: Passage["kind"][],
): Promise<readonly Passage[]> {
  const { shop, locale } = turn;
  return inLanguage(await searchKnowledge(shop, { query, locale, limit, ...(kinds ? { kinds } : {}) }), locale);
}

async function toYield(turn: Turn, passages: readonly Passage[], known?: readonly Product[]): Promise<ToolYield> {
  if (passages.length === 0) return NOT_FOUND;
  const [products, display] = await Promise.all([known ?? productsOf(turn, passages), displayOf(turn)]);
  return { evidence: toEvidence(passages, products, display), products, note: "" };
}
