import type { PricedPassage } from "~/modules/knowledge/list-priced-products.server";
import { contentWords, isSameWord, plain, stem } from "./words";

/** What a shopper wants of the price: the lowest, the highest, or one up to a limit in the shop's currency. */
export type PriceWish = {
  readonly order: "low_to_high" | "high_to_low";
  readonly limit: number | null;
  /** What it is to be, as stems; empty for anything. */
  readonly of: readonly string[];
};

const CHEAPEST =
  /\b(?:cheapest|least expensive|lowest[- ]pri\w*|lowest price|(?:am )?(?:gunstigste[nrs]?|billigste[nrs]?)|preiswerteste[nrs]?|moins chere?s?|mas barat[oa]s?|goedkoopste)\b/;
const DEAREST =
  /\b(?:most expensive|priciest|dearest|highest price|(?:am )?teuerste[nrs]?|plus chere?s?|mas car[oa]s?|duurste)\b/;
const LIMIT =
  /\b(?:under|below|less than|cheaper than|up to|at most|max(?:imum)?|within|unter|bis(?: zu)?|hochstens|weniger als|moins de|jusqu a|menos de|hasta|onder|minder dan|tot)\s+(?:[€$£]\s?|eur |chf )?(\d{1,6}(?:[.,]\d{2})?)\s?(?:[€$£]|eur\b|euros?\b|usd\b|dollars?\b|gbp\b|pounds?\b|chf\b|francs?\b)?/;
const MONEY_BESIDE = /[€$£]|\b(?:eur|euros?|usd|dollars?|gbp|pounds?|chf|francs?)\b/;
/** Words of the wish itself, as stems. */
const WISH_WORDS = new Set(
  "cheapest least expensive lowest price priced prices cost costs under below less cheaper up at most max maximum within item items product products article articles one ones günstigste gunstigste gunstigsten gunstigster billigste billigsten teuerste teuersten unter bis hochstens weniger produkt produkte artikel preiswerteste priciest dearest highest euro euros eur dollars usd pounds gbp chf francs"
    .split(" ")
    .map((word) => stem(plain(word))),
);
const MIN_COMPOUND_CHARS = 4;

/** The wish of a question; null when it is about something else, such as the price of one product or the cheapest delivery. */
export function priceWish(question: string): PriceWish | null {
  const text = plain(question);
  const limit = LIMIT.exec(text);
  const amount = limit && MONEY_BESIDE.test(limit[0]) ? Number(limit[1]?.replace(",", ".")) : null;
  const isDearest = DEAREST.test(text);
  if (amount === null && !isDearest && !CHEAPEST.test(text)) return null;
  const of = contentWords(question).filter((word) => !WISH_WORDS.has(word) && !/^\p{N}/u.test(word));
  return { order: isDearest ? "high_to_low" : "low_to_high", limit: amount, of };
}

/**
 * The products that a wish is about, in its order: those of that type, and where no type is called so, those whose name says it ("shoes" are
 * not shoe brushes).
 */
export function fitWish(products: readonly PricedPassage[], { order, limit, of }: PriceWish): PricedPassage[] {
  const sign = order === "low_to_high" ? 1 : -1;
  const saysAll = (text: string) => of.every((word) => contentWords(text).some((own) => isOfKind(word, own)));
  const ofType = products.filter(({ type }) => saysAll(type));
  return (ofType.length > 0 ? ofType : products.filter(({ title, type }) => saysAll(`${title} ${type}`)))
    .filter(({ price }) => limit === null || price <= limit)
    .sort((a, b) => sign * (a.price - b.price));
}

/** "jacke" also in "regenjacke": what a compound ends with is its kind. */
const isOfKind = (word: string, own: string) =>
  isSameWord(word, own) || (word.length >= MIN_COMPOUND_CHARS && own.endsWith(word)) || sharesKind(word, own);

/** "jack" and "jacket": one language's word within the other's. */
const sharesKind = (word: string, own: string) =>
  word.length >= MIN_COMPOUND_CHARS && own.startsWith(word) && own.length - word.length <= 2;
