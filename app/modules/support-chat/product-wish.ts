import { queryTerms } from "~/modules/knowledge/query-terms";
import { isNegator, statedWords } from "./polarity";
import { questionKind } from "./question-kind";
import { askedTerms, isFigure, type Asked } from "./terms";
import { freeOf } from "./wish-proof";
import { plain, stem } from "./words";

/** One thing that it is to be, or is not to be. */
export type WishTerm = Asked & { readonly isUnwanted: boolean };

/** What a shopper wants of the products: the lowest or highest price, one up to a limit in the shop's currency, or just such a thing. */
export type ProductWish = {
  /** Null where the price does not matter, or only its limit. */
  readonly order: "low_to_high" | "high_to_low" | null;
  readonly limit: number | null;
  /** What it is to be, in the order of the question; empty for anything. */
  readonly of: readonly WishTerm[];
  /** "The" such thing, not any: it may be meant by its name. */
  readonly isDefinite: boolean;
};

const CHEAPEST =
  /\b(?:cheapest|least expensive|lowest[- ]pri\w*|lowest price|(?:am )?(?:gunstigste[nrs]?|billigste[nrs]?)|preiswerteste[nrs]?|moins chere?s?|mas barat[oa]s?|goedkoopste)\b/;
const DEAREST =
  /\b(?:most expensive|priciest|dearest|highest price|(?:am )?teuerste[nrs]?|plus chere?s?|mas car[oa]s?|duurste)\b/;
const LIMIT =
  /\b(?:under|below|less than|cheaper than|up to|at most|max(?:imum)?|within|unter|bis(?: zu)?|hochstens|weniger als|moins de|jusqu a|menos de|hasta|onder|minder dan|tot)\s+(?:[€$£]\s?|eur |chf )?(\d{1,6}(?:[.,]\d{2})?)\s?(?:[€$£]|eur\b|euros?\b|usd\b|dollars?\b|gbp\b|pounds?\b|chf\b|francs?\b)?/;
const MONEY_BESIDE = /[€$£]|\b(?:eur|euros?|usd|dollars?|gbp|pounds?|chf|francs?)\b/;
/** How shoppers ask whether there is such a thing. */
const SEEKS =
  /\b(?:(?:do|have) you (?:guys )?(?:have|sell|carry|stock|got|offer|make|do)|(?:looking|searching|shopping) for|i (?:need|want|would like|d like)|show me|(?:are|is) there|got any|which|recommend|suggest|habt ihr|haben sie|hast du|gibt es|gibts|verkauft ihr|verkaufen sie|fuhrt ihr|fuhren sie|suche[nt]?|ich brauche|ich mochte|ich hatte gern|zeig(?:t|en sie)? mir|empfehl\w*|empfiehl\w*|welche[rsn]?|avez[- ]vous|as[- ]tu|vendez[- ]vous|je (?:re)?cherche|il me faut|je voudrais|y a[- ]t[- ]il|quel(?:le)?s?|tienen|teneis|tienes|venden|vendeis|hay|busco|buscando|necesito|quisiera|cual(?:es)?|heeft u|hebben jullie|heb je|verkopen jullie|ik zoek|op zoek naar|zijn er|is er|welke|available|in stock|lieferbar|verfugbar|vorratig|auf lager|disponibles?|op voorraad|leverbaar)\b/;
/** Questions about what a product comes in, not for a product. */
const SIZES =
  /\b(?:which|what|my|welche|meine|quelle|ma|que|cual|mi|welke|mijn) (?:size|grosse|schuhgrosse|taille|pointure|talla|maat)\b/;
const SIZE_LETTER = /\b(?:[Ss]ize|[Gg]r(?:ö|oe)(?:ß|ss)e|[Tt]aille|[Tt]alla|[Mm]aat)\s+([SML])\b|\s([SML])\W*$/;
const DEFINITE =
  /\b(?:the|this|that|your|der|die|das|den|dem|dies\w*|le|la|les|cet|cette|el|los|las|este|esta|de|het|deze)\s/;
/** As many words as somebody types into a search box. */
const MAX_SEARCH_WORDS = 5;
const ASKS = /\?|^(?:what|how|when|where|who|why|can|is|are|was|wie|wann|wo|wer|warum|kann|ist|sind)\b/;
/** Words of the wish itself, as stems. */
const WISH_WORDS = new Set(
  "cheapest least expensive lowest price priced compare comparison two prices cost costs under below less cheaper up at most max maximum within item items product products article articles one ones size sizes günstigste gunstigste gunstigsten gunstigster billigste billigsten teuerste teuersten unter bis hochstens weniger produkt produkte artikel grosse preiswerteste priciest dearest highest euro euros eur dollars usd pounds gbp chf francs stock carry search searching shop shopping recommend suggest guys want brauche mochte hatte gern führt verkauft empfehlen cherche voudrais busco necesito quisiera taille talla maat best good nice great perfect suitable beste besten gut gute geeignet geeignete meilleur bon mejor bueno goed goede"
    .split(" ")
    .map((word) => stem(plain(word))),
);

/** What these say is in the wish itself. */
const WISH_CONCEPTS = new Set(["cost", "size", "colour", "stock", "duration", "free"]);

/**
 * The wish of a question for some product; null when it is about something else, such as one product's price, the cheapest delivery or a rule
 * of the shop.
 */
export function productWish(question: string): ProductWish | null {
  const text = plain(question).trim();
  const limit = readLimit(text);
  const order = DEAREST.test(text) ? "high_to_low" : CHEAPEST.test(text) ? "low_to_high" : null;
  const of = [...readTerms(limit ? text.replace(limit.said, " ") : question), ...sizeIn(question)];
  if (order === null && limit === null && !isSearch(text, of)) return null;
  if (queryTerms(question).some(({ isPolicyConcept }) => isPolicyConcept)) return null;
  const price = { order, limit: limit?.amount ?? null } as const;
  return { ...price, of, isDefinite: !isOfPrice(price) && DEFINITE.test(text) };
}

/** Whether the price counts. */
export const isOfPrice = ({ order, limit }: Pick<ProductWish, "order" | "limit">) => order !== null || limit !== null;

function readLimit(text: string): { said: string; amount: number } | null {
  const [said, amount] = LIMIT.exec(text) ?? [];
  return said !== undefined && amount !== undefined && MONEY_BESIDE.test(said)
    ? { said, amount: Number(amount.replace(",", ".")) }
    : null;
}

function readTerms(wished: string): WishTerm[] {
  const unwanted = [...freeOf(wished), ...statedWords(wished).flatMap(({ word, negated }) => (negated ? [word] : []))];
  return askedTerms(wished)
    .filter(isOfWish)
    .map((term) => ({ ...term, isUnwanted: term.word !== null && unwanted.includes(term.word) }));
}

/** "In M": by itself a letter is no word of any language. */
function sizeIn(question: string): WishTerm[] {
  const [, named, last] = SIZE_LETTER.exec(question) ?? [];
  const letter = named ?? last;
  return letter === undefined ? [] : [{ word: letter.toLowerCase(), concept: null, isUnwanted: false }];
}

const isOfWish = ({ word, concept }: Asked) =>
  (concept === null || !WISH_CONCEPTS.has(concept)) && (word === null || !(WISH_WORDS.has(word) || isNegator(word)));

/** "Do you have vegan shoes?", and what is typed as into a search box: "vegan shoes". */
function isSearch(text: string, of: readonly Asked[]): boolean {
  if (of.every(isFigure) || SIZES.test(text)) return false;
  const kind = questionKind(text);
  if (kind !== "open" && kind !== "yes_no") return false;
  return SEEKS.test(text) || (of.length <= MAX_SEARCH_WORDS && !ASKS.test(text));
}
