import type { Product } from "~/modules/commerce/commerce-types";
import { findProducts } from "~/modules/commerce/get-product.server";
import type { Passage } from "~/modules/knowledge/knowledge-types";
import { searchKnowledge } from "~/modules/knowledge/search-knowledge.server";
import { getKnownShop } from "~/modules/tenancy/known-shop.server";
import { pickComparison } from "./compare";
import { pickQuotes, type RankedEvidence } from "./compose-from-evidence";
import { inLanguage, isNamedIn, toEvidence, type Display } from "./evidence";
import { findWished, type Wished } from "./find-wished.server";
import { mendTypos } from "./mend-typos";
import { mergeFound, type Found } from "./merge-found";
import { refersBack, toSearchQuery } from "./search-query";
import { splitQuestions } from "./split-questions";
import type { Turn } from "./turn";
import { contentWords, coverage, words } from "./words";

/** Passages that are searched for an answer. */
const MAX_SEARCHED = 8;

/** Searches the shop's pages and products for what the shopper asks; a message may ask several things. */
export async function findEvidence(turn: Turn): Promise<Found> {
  const display = await displayOf(turn);
  const [first = turn.text, ...others] = splitQuestions(turn.text);
  const isAlone = others.length === 0;
  return mergeFound([
    await findAnswer(turn, first, { display, isAlone }),
    ...(await Promise.all(
      others.map((question, index) =>
        findAnswer(after(turn, others[index - 1] ?? first), question, { display, isAlone }),
      ),
    )),
  ]);
}

/** The turn with a question of its own message as the one that "it" may mean. */
const after = (turn: Turn, content: string): Turn => ({
  ...turn,
  history: [...turn.history, { role: "user", content }],
});

/** Among answers to other questions nothing would say that something only comes close to a wish. */
type Asking = { readonly display: Display; readonly isAlone: boolean };

async function findAnswer(turn: Turn, asked: string, { display, isAlone }: Asking): Promise<Found> {
  const question = toSearchQuery(asked, turn.history);
  const wished = await findWished(turn, question, display);
  if (wished?.isAll) return wished;
  const found = await search(turn, question, display);
  if (wished && isAlone && isNearer(wished, found)) return wished;
  if (found.quotes.length > 0) return found;
  const mended = mendTypos(
    question,
    found.evidence.flatMap(({ title, text }) => words(`${title} ${text}`)),
  );
  return mended === question ? found : search(turn, mended, display);
}

async function search(turn: Turn, question: string, display: Display): Promise<Found> {
  const found = await searchKnowledge(turn.shop, { query: question, locale: turn.locale, limit: MAX_SEARCHED });
  const passages = inLanguage(found, turn.locale);
  const products = await productsOf(turn, passages);
  const evidence = toEvidence(passages, products, display);
  const meant = isLost(turn, question) ? evidence.filter((item) => isMeant(item, question)) : evidence;
  const comparison = pickComparison(question, meant);
  const quotes = comparison.length > 0 ? comparison : pickQuotes(question, meant);
  // Facts side by side are the comparison: a model's sentence about them would pass for it.
  const lead = comparison.length > 0 ? "" : null;
  return { question, evidence, quotes, products, display, answered: quotes.length > 0 ? 1 : 0, lead };
}

/** What comes closest to a wish is an answer where no text of the shop speaks of more of it, or none of more than half of it. */
function isNearer({ met }: Wished, { question, quotes, evidence }: Found): boolean {
  const asked = contentWords(question);
  const shares = quotes.map(({ evidenceId, sentence }) => {
    const title = evidence.find(({ id }) => id === evidenceId)?.title ?? "";
    return coverage(asked, contentWords(`${title} ${sentence}`));
  });
  const share = Math.max(0, ...shares);
  const reached = met / asked.length;
  return reached > share || (reached === share && share <= 0.5);
}

/** "Is it warm?" with nothing before it: any product would be a guess. */
const isLost = ({ history }: Turn, question: string) =>
  refersBack(question) && !history.some(({ role }) => role === "user");

const isMeant = ({ kind, title }: RankedEvidence, question: string) => kind !== "product" || isNamedIn(title, question);

/** How amounts are written for the reader. */
export async function displayOf({ shop, locale }: Turn): Promise<Display> {
  const { currency } = (await getKnownShop(shop)).profile;
  return { currency, locale };
}

/** The products that passages speak of, in their order. */
export async function productsOf({ shop }: Turn, passages: readonly Passage[]): Promise<Product[]> {
  const ids = [...new Set(passages.filter(({ kind }) => kind === "product").map(({ sourceId }) => sourceId))];
  return ids.length > 0 ? findProducts(shop, ids) : [];
}
