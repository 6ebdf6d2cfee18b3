import type { Product, ProductVariant } from "~/modules/commerce/commerce-types";
import type { Evidence } from "~/modules/inference/inference-types";
import type { Passage } from "~/modules/knowledge/knowledge-types";
import { productLabels } from "~/modules/knowledge/product-labels";
import type { ChatAttachments } from "./chat-protocol";
import type { RankedEvidence } from "./compose-from-evidence";
import { formatMoney } from "./format";
import { contentWords, coverage } from "./words";

/** Where amounts are shown: the shop's currency in the reader's way of writing. */
export type Display = { readonly currency: string; readonly locale: string };

type Card = ChatAttachments["cards"][number];
type Source = ChatAttachments["sources"][number];

const MAX_CARDS = 3;
const MAX_EXCERPT_CHARS = 400;
/** Share of a product's title words that a question must hold to be about that product. */
const MIN_NAMED_SHARE = 0.5;
const DEFAULT_VARIANT_TITLE = "Default Title";

/** The turn's evidence: the passages found, and the price and stock of each product whose passages do not already tell them. */
export function toEvidence(
  passages: readonly Passage[],
  products: readonly Product[],
  display: Display,
): RankedEvidence[] {
  const label = productLabels(display.locale).price;
  const priced = new Set(
    passages
      .filter(({ text }) => text.includes(`${label}: `) || text.includes(`${label} (`))
      .map(({ sourceId }) => sourceId),
  );
  return passages.map((passage, index) => {
    const product = priced.has(passage.sourceId) ? undefined : products.find(({ id }) => id === passage.sourceId);
    if (product) priced.add(product.id);
    const title =
      passage.heading && passage.heading !== passage.title ? `${passage.title}: ${passage.heading}` : passage.title;
    const text = [passage.text, ...(product ? [offerOf(product, display)] : [])].join("\n");
    return { id: String(index + 1), kind: passage.kind, title, url: passage.url, text, score: passage.score };
  });
}

/** Passages in the reader's language; all of them when none is. */
export function inLanguage(passages: readonly Passage[], locale: string): readonly Passage[] {
  const own = passages.filter((passage) => passage.locale.slice(0, 2) === locale.slice(0, 2));
  return own.length > 0 ? own : passages;
}

/** Price and stock of a product in words, one line each. */
function offerOf(product: Product, display: Display): string {
  const labels = productLabels(display.locale);
  const prices = product.variants.map(({ price }) => price).sort((a, b) => Number(a) - Number(b));
  const [lowest, highest] = [prices[0], prices.at(-1)];
  if (lowest === undefined || highest === undefined) return "";
  const [from, to] = [lowest, highest].map((price) => formatMoney(price, display.currency, display.locale));
  const price = `${labels.price}: ${from === to ? from : `${from} – ${to}`}`;
  return [price, stockOf(product.variants, labels.inStock, true), stockOf(product.variants, labels.soldOut, false)]
    .filter((line) => line !== "")
    .join("\n");
}

function stockOf(variants: readonly ProductVariant[], label: string, available: boolean): string {
  const titles = variants.filter((variant) => variant.available === available).map(({ title }) => title);
  if (titles.length === 0) return "";
  return titles.every((title) => title === DEFAULT_VARIANT_TITLE) ? label : `${label}: ${titles.join(", ")}`;
}

/** The products that the answer is about: those that it quotes, else those that the question names; at most three. */
export function relevantProducts(
  question: string,
  products: readonly Product[],
  quotedUrls: readonly string[],
): Product[] {
  const active = products.filter(({ status }) => status === "ACTIVE");
  const quoted = active.filter(({ handle }) =>
    quotedUrls.some((url) => new RegExp(`/products/${handle}(?:[?#/]|$)`).test(url)),
  );
  const named = active.filter(({ title }) => isNamedIn(title, question));
  return (quoted.length > 0 ? quoted : named).slice(0, MAX_CARDS);
}

/** Whether a question names the product of that title. */
export const isNamedIn = (title: string, question: string) =>
  coverage(contentWords(title), contentWords(question)) >= MIN_NAMED_SHARE;

/** A product as a card; ids are numeric, as the storefront's cart takes them. */
export function toCard(product: Product, url: string, display: Display): Card {
  return {
    productId: numericId(product.id),
    title: product.title,
    url,
    imageUrl: product.imageUrl,
    imageAlt: product.imageAlt,
    variants: product.variants.map((variant) => ({
      id: numericId(variant.id),
      title: variant.title === DEFAULT_VARIANT_TITLE ? "" : variant.title,
      price: formatMoney(variant.price, display.currency, display.locale),
      available: variant.available,
    })),
  };
}

const numericId = (gid: string) => gid.split("/").at(-1) ?? gid;

/** Evidence as a source that opens in place, under the number that the answer cites. */
export function toSource(evidence: Evidence, id: string): Source {
  const text = evidence.text.replace(/\s*\n\s*/g, " · ");
  const excerpt =
    text.length > MAX_EXCERPT_CHARS ? `${text.slice(0, MAX_EXCERPT_CHARS).replace(/\s\S*$/, "")} …` : text;
  return { id, title: evidence.title, url: evidence.url, excerpt };
}

const CONTACT_TITLE = /contact|kontakt|impressum|legal notice|customer (?:service|care)|kundenservice/i;
const E_MAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;

/** How the shop can be reached by its own pages: an e-mail address, else the contact page; null when neither is found. */
export function contactIn(passages: readonly Passage[]): string | null {
  const pages = passages.filter(({ title, heading, url }) => CONTACT_TITLE.test(`${title} ${heading} ${url}`));
  const eMail = [...pages, ...passages].map(({ text }) => E_MAIL.exec(text)?.[0]).find((found) => found !== undefined);
  return eMail ?? pages[0]?.url ?? null;
}
