import { findProducts } from "~/modules/commerce/get-product.server";
import { listPricedProducts, type PricedPassage } from "~/modules/knowledge/list-priced-products.server";
import { listProductTexts } from "~/modules/knowledge/list-product-texts.server";
import { isPriceLine, isStockLine } from "~/modules/knowledge/product-labels";
import { searchKnowledge } from "~/modules/knowledge/search-knowledge.server";
import type { Quote, RankedEvidence } from "./compose-from-evidence";
import { toEvidence, type Display } from "./evidence";
import { fitWish, ofWishedKind, type Fit } from "./fit-wish";
import type { Found } from "./merge-found";
import { isOfPrice, productWish, type ProductWish } from "./product-wish";
import { textsFor } from "./texts";
import type { Turn } from "./turn";
import { sentences } from "./words";

const MAX_WISHED = 3;
/** Products whose whole texts are read for a wish. */
const MAX_READ = 40;
const MAX_SEARCHED = 20;

/** What was found for a wish. */
export type Wished = Found & {
  /** False where nothing is all that was wished, and these come closest. */
  readonly isAll: boolean;
  /** How many words of the wish they meet. */
  readonly met: number;
};

/**
 * The products that answer "the cheapest jacket", "boots under €100" or "do you have vegan shoes"; null for any other question, and when the
 * shop has nothing of the kind.
 */
export async function findWished(turn: Turn, question: string, display: Display): Promise<Wished | null> {
  const wish = productWish(question);
  const kind = wish && ofWishedKind(await candidates(turn, question, wish), wish);
  if (!kind || kind.products.length === 0) return null;
  const fit = fitWish(await withTexts(turn, kind.products.slice(0, MAX_READ)), kind.rest, wish);
  if (kind.isNamed && !(fit.isAll && kind.rest.length > 0)) return null;
  const isOne = wish.order !== null && wish.limit === null;
  const shown = { ...fit, products: fit.products.slice(0, isOne ? 1 : MAX_WISHED) };
  const found = await toFound(turn, question, display, shown);
  const lead = isOne && fit.isAll ? null : kind.isNamed ? "" : leadOf(turn, shown);
  return { ...found, lead, isAll: fit.isAll, met: fit.met };
}

/** Where the price counts, all products can fit; else those that a search finds, in its order. */
async function candidates(turn: Turn, query: string, wish: ProductWish): Promise<PricedPassage[]> {
  const { shop, locale } = turn;
  if (isOfPrice(wish)) return listPricedProducts(shop, { locale, order: wish.order ?? "low_to_high" });
  const found = await searchKnowledge(shop, { query, locale, limit: MAX_SEARCHED, kinds: ["product"] });
  const ids = [...new Set(found.map(({ sourceId }) => sourceId))];
  if (ids.length === 0) return [];
  const priced = await listPricedProducts(shop, { locale, order: "low_to_high", ids });
  return ids.flatMap((id) => priced.find(({ sourceId }) => sourceId === id) ?? []);
}

async function withTexts({ shop, locale }: Turn, passages: readonly PricedPassage[]) {
  const texts = await listProductTexts(shop, { locale, ids: passages.map(({ sourceId }) => sourceId) });
  return passages.map((passage) => ({ passage, lines: sentences(texts.get(passage.sourceId) ?? passage.text) }));
}

function leadOf({ locale }: Turn, { isAll, products }: Fit): string {
  const { thisFits, theseFit, theseComeClosest } = textsFor(locale);
  if (!isAll) return theseComeClosest;
  return products.length > 1 ? theseFit : thisFits;
}

async function toFound(
  turn: Turn,
  question: string,
  display: Display,
  { products: fitting }: Fit,
): Promise<Omit<Found, "lead">> {
  const products = await findProducts(
    turn.shop,
    fitting.map(({ passage }) => passage.sourceId),
  );
  // What proves it may stand in the description, which is a passage of its own.
  const passages = fitting.map(({ passage, proofs }) => ({
    ...passage,
    text: [passage.text, ...proofs.filter((line) => !isStockLine(line) && !passage.text.includes(line))].join("\n"),
  }));
  const evidence = toEvidence(passages, products, display);
  const quotes = evidence.flatMap((item, index) => quotesOf(item, fitting[index]?.proofs ?? []));
  return { question, evidence, quotes, products, display, answered: 1 };
}

/** What a product costs, and what makes it fit: of the line that lists variants only those that do. */
function quotesOf({ id, text }: RankedEvidence, proofs: readonly string[]): Quote[] {
  return sentences(text).flatMap((sentence, position) => {
    const said = isPriceLine(sentence)
      ? sentence
      : proofs.find((line) => line === sentence || isPartOf(line, sentence));
    return said === undefined ? [] : [{ evidenceId: id, position, sentence: said }];
  });
}

const isPartOf = (line: string, whole: string) =>
  isStockLine(line) && isStockLine(whole) && line.slice(0, line.indexOf(":")) === whole.slice(0, whole.indexOf(":"));
