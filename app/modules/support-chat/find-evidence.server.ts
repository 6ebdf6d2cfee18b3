import type { Product } from "~/modules/commerce/commerce-types";
import { findProducts } from "~/modules/commerce/get-product.server";
import type { Passage } from "~/modules/knowledge/knowledge-types";
import { searchKnowledge } from "~/modules/knowledge/search-knowledge.server";
import { getShop } from "~/modules/tenancy/get-shop.server";
import { pickQuotes, type Quote, type RankedEvidence } from "./compose-from-evidence";
import { inLanguage, toEvidence, type Display } from "./evidence";
import { toSearchQuery } from "./search-query";
import type { Turn } from "./turn";

/** Passages that are searched for an answer. */
const MAX_SEARCHED = 8;

/** What was found for a question. */
export type Found = {
  readonly question: string;
  readonly evidence: readonly RankedEvidence[];
  /** The shop's own sentences that answer the question. */
  readonly quotes: readonly Quote[];
  readonly products: readonly Product[];
  readonly display: Display;
};

/** Searches the shop's pages and products for what the shopper asks. */
export async function findEvidence(turn: Turn): Promise<Found> {
  const question = toSearchQuery(turn.text, turn.history);
  const [found, display] = await Promise.all([
    searchKnowledge(turn.shop, { query: question, locale: turn.locale, limit: MAX_SEARCHED }),
    displayOf(turn),
  ]);
  const passages = inLanguage(found, turn.locale);
  const products = await productsOf(turn, passages);
  const evidence = toEvidence(passages, products, display);
  return { question, evidence, quotes: pickQuotes(question, evidence), products, display };
}

/** How amounts are written for the reader. */
export async function displayOf({ shop, locale }: Turn): Promise<Display> {
  const { currency } = await getShop(shop);
  return { currency, locale };
}

/** The products that passages speak of, in their order. */
export async function productsOf({ shop }: Turn, passages: readonly Passage[]): Promise<Product[]> {
  const ids = [...new Set(passages.filter(({ kind }) => kind === "product").map(({ sourceId }) => sourceId))];
  return ids.length > 0 ? findProducts(shop, ids) : [];
}
