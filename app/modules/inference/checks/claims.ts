import type { Purpose } from "~/modules/inference/inference-types";
import { CLAIMS, OBJECTS, STATES, type ClaimKind } from "./claim-words";
import { foldWords, whole } from "./comparable";
import { denies, isDeniedAt, knowsNothing } from "./denials";
import { findPlaces, isAmong } from "./places";

/** All kinds in one pattern, so that a sentence without any is read once. */
const CLAIM = new RegExp(
  whole(
    Object.entries(CLAIMS)
      .map(([kind, source]) => `(?<${kind}>${source})`)
      .join("|"),
  ),
  "g",
);
const patternsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([name, source]) => [name, new RegExp(whole(source))] as const);
const namesIn = (patterns: ReturnType<typeof patternsOf>, text: string) =>
  patterns.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
const OBJECT_PATTERNS = patternsOf(OBJECTS);
const STATE_PATTERNS = patternsOf(STATES);

/** These must stand in the evidence by the very word. */
const BY_WORD: ReadonlySet<string> = new Set<ClaimKind>(["channel", "credentials", "holiday"]);
/** These are promised for one thing and not for another. */
const ABOUT_OBJECT: ReadonlySet<string> = new Set<ClaimKind>(["free", "same_day", "next_day", "express", "at_once"]);
/** "Can I help you today?" promises nothing; "It ships today." does. */
const NEEDS_OBJECT: ReadonlySet<string> = new Set<ClaimKind>(["today", "at_once", "soon", "any_time"]);
/** Who denies one of these promises nothing. */
const PROMISES_ONLY: ReadonlySet<string> = new Set<ClaimKind>([
  ...(["free", "discount", "sale", "guarantee", "lifetime", "prize", "points", "instalments"] as const),
  ...(["express", "same_day", "next_day", "today", "tomorrow"] as const),
]);
/** Whoever names a figure with it, or one of two priced products, compares what the evidence holds. */
const CHEAPER: ClaimKind = "cheaper";
const FREE: ClaimKind = "free";
/** Product copy has finer rules of its own for these, and shows staff what it left out by them. */
const JUDGED_IN_COPY: ReadonlySet<string> = new Set<ClaimKind>(["certified", "health"]);
/** What is said to have been done just now: no evidence of a shop can say that. */
const NEVER_STATED: ReadonlySet<string> = new Set<ClaimKind>(["done"]);
const WORLDWIDE: ClaimKind = "worldwide";
const OPPOSITE: ReadonlyMap<string, ClaimKind> = new Map([
  ["in_stock", "sold_out"],
  ["sold_out", "in_stock"],
  ["available", "sold_out"],
]);
/** Said of many things; of a product only where the shop does not say that it is sold out. */
const AVAILABLE: ClaimKind = "available";
const IN_STOCK: ClaimKind = "in_stock";
const SOLD_OUT: ClaimKind = "sold_out";
const STOCK: ReadonlySet<string> = new Set([AVAILABLE, IN_STOCK, SOLD_OUT]);
const ALWAYS_FREE: ClaimKind = "always_free";
/** "-10 %" is a discount to whoever says how much. */
const DISCOUNTS: ReadonlySet<string> = new Set<ClaimKind>(["discount", "sale"]);
const DISCOUNT_BY_FIGURE = "discount by figure";
const PERCENT_OFF = /\d\s?[%€£$]\s?off|(?<!\d\s?)[-−–]\s?\d+(?:[.,]\d+)?\s?[%€£$]/;
const SENTENCE_END = /(?<=[.!?])\s+|\n+/;
const SHARE = /\d\s?[%€£$]/;
const AMOUNT = /[€£$]\s?\d|\d\s?(?:[€£$]|eur|gbp|usd|chf)/;
/** Words that say nothing of what is free. */
const WORD = /[a-z]{4,}/g;
const STEM_CHARS = 5;
const EMPTY_WORDS = new Set(
  (
    "this that these those they them then there here completely totally absolutely entirely always from with over above below order orders charge charges cost costs course sure your everything item items product products total value amount spend already even more than that's would will which both also only when could get gets " +
    "dies diese dieser dieses dann auch ganz vollig immer nicht naturlich uber unter bestellwert einkaufswert damit dabei wird werden sind ihre ihnen deine sein ihren alles darunter daruber konnen kannst erhalten bekommen " +
    "cela c'est pour vous votre tout aussi entierement toujours partir d'achat achat commande dans pouvez peut recevez puede puedes recibe para usted esto esta todo tambien siempre compra pedido desde voor jouw deze ook altijd vanaf bestelling helemaal volledig kunt krijg krijgt"
  ).split(" "),
);
/** These say that something is free just when they are denied: "will not cost you anything". */
const ONLY_DENIED = /anything|a thing|(?:a|single) (?:cent|penny)$/;
const PROMISING =
  /(?<!\p{L})(?:arriv\w*|be there|come[sn]?|ends?|only|until|order|buy|ankomm\w*|kommt|endet|nur|bis|arrive\w*|jusqu|llega\w*|hasta|komt|eindigt|tot)(?!\p{L})/u;

/** The claims of the evidence: what each is about, as `free` → {shipping, w:orders, p:DE}; what it denies is kept as `not free`. */
export type StatedClaims = ReadonlyMap<string, ReadonlySet<string>>;

type NamedPlace = { readonly place: string; readonly at: number };

type Clause = { readonly start: number; readonly end: number };

type Source = { readonly kind: string; readonly title: string; readonly text: string };

/** Collects what a piece of evidence claims, sentence by sentence; its title says what its sentences are about. */
export function collectClaims({ kind, title, text }: Source): StatedClaims {
  const stated = new Map<string, Set<string>>();
  const add = (key: string, about: readonly string[]) =>
    stated.set(key, new Set([...(stated.get(key) ?? []), ...about]));
  let places: readonly string[] = [];
  let objects: readonly string[] = objectsIn(foldWords(title));
  for (const sentence of [title, ...text.split(SENTENCE_END)]) {
    const folded = foldWords(sentence);
    const named = placesIn(sentence);
    clausesOf(sentence).forEach((clause) =>
      placesIn(clause).forEach((place) => add(denies(foldWords(clause)) ? denialOf(place) : place, [])),
    );
    // A sentence that names no country, or no thing, goes on about the last one.
    if (named.length > 0) places = named;
    const own = objectsIn(folded);
    if (own.length > 0) objects = own;
    const about = [...objects, ...places, ...stemsOf(`${foldWords(title)} ${folded}`)];
    for (const match of folded.matchAll(CLAIM)) {
      const { key, isDenied } = toClaim(match, folded);
      if (key === ALWAYS_FREE) add(FREE, about);
      if (!NEVER_STATED.has(key)) add(isDenied ? denialOf(key) : key, about);
    }
    if (PERCENT_OFF.test(folded)) add(DISCOUNT_BY_FIGURE, []);
    if (kind === "order") namesIn(STATE_PATTERNS, folded).forEach((state) => add(stateOf(state), []));
  }
  return stated;
}

/** What may be compared by its price: with two of them, one is cheaper, and a sentence that names one may say so. */
export function comparePrices(titles: readonly string[]): StatedClaims {
  const words = titles.flatMap((title) => foldWords(title).match(WORD) ?? []);
  return titles.length < 2 ? new Map() : new Map([[CHEAPER, new Set(words)]]);
}

type Frame = {
  /** Where the shop is. */
  readonly home: readonly string[];
  /** Lines that the sentence was joined of, each checked by itself before: only claims over their ends are looked at. */
  readonly parts: readonly string[];
  readonly purpose: Purpose;
};

/** Whether every claim of a sentence is one of the evidence's, and every country that it names. */
export function areClaimsStated(sentence: string, stated: StatedClaims, { home, parts, purpose }: Frame): boolean {
  const text = foldWords(sentence);
  const lines = parts.map(foldWords);
  const matches = [...text.matchAll(CLAIM)].filter(
    (match) =>
      !lines.some((line) => line.includes(match[0])) && !(purpose === "copy" && JUDGED_IN_COPY.has(keyOf(match))),
  );
  const places = findPlaces(sentence).map(({ code, start }) => ({
    place: placeOf(code),
    at: foldWords(sentence.slice(0, start)).length,
  }));
  if ((matches.length === 0 && places.length === 0) || knowsNothing(text)) return true;
  const known = new Set([...stated.keys(), ...home.map(placeOf)]);
  const clauses = places.length === 0 ? [] : clausesOf(sentence);
  const affirmed = clauses.filter((clause) => !denies(foldWords(clause))).flatMap(placesIn);
  const arePlacesKnown = affirmed.every(
    (place) => isAmong(place, known) || (stated.has(WORLDWIDE) && !stated.has(denialOf(place))),
  );
  // "It is in stock today." says when it is so, "It is free today." what there is today.
  const isPlain =
    matches.length === 1 || matches.every((match) => NEEDS_OBJECT.has(keyOf(match)) || STOCK.has(keyOf(match)));
  return arePlacesKnown && matches.every((match) => isStated(match, text, places, stated, isPlain));
}

function isStated(
  match: RegExpExecArray,
  text: string,
  places: readonly NamedPlace[],
  stated: StatedClaims,
  isPlain: boolean,
): boolean {
  const { key, isDenied } = toClaim(match, text);
  if (isDenied) return PROMISES_ONLY.has(key) || stated.has(denialOf(key)) || stated.has(key);
  const objects = objectsIn(text);
  if (NEEDS_OBJECT.has(key) && isPlain && objects.length === 0 && !PROMISING.test(text)) return true;
  const about = key === AVAILABLE ? availableIn(stated) : stated.get(key);
  if (DISCOUNTS.has(key) && stated.has(DISCOUNT_BY_FIGURE) && SHARE.test(text)) return true;
  if (key === CHEAPER) return AMOUNT.test(text) || [...(about ?? [])].some((word) => text.includes(word));
  const clause = clauseAround(text, match.index);
  const stems = stemsOf(text.slice(clause.start, clause.end));
  const elsewhere = stated.get(OPPOSITE.get(key) ?? "");
  if (about === undefined || stems.some((stem) => elsewhere?.has(stem) === true && !about.has(stem))) return false;
  if (!ABOUT_OBJECT.has(key)) return true;
  const statedPlaces = new Set([...about].filter(isPlace));
  if (statedPlaces.size > 0 && !placesOf(clause, places).every((place) => isAmong(place, statedPlaces))) return false;
  if (objects.length > 0) return objects.some((object) => about.has(object));
  return key !== FREE || stems.filter((stem) => about.has(stem)).length >= stems.length / 2;
}

/** Where the shop says nothing of its stock, "available" may be said of anything. */
function availableIn(stated: StatedClaims): ReadonlySet<string> | undefined {
  const about = [AVAILABLE, IN_STOCK].flatMap((key) => [...(stated.get(key) ?? [])]);
  const isOpen = stated.has(AVAILABLE) || stated.has(IN_STOCK) || !stated.has(SOLD_OUT);
  return isOpen ? new Set(about) : undefined;
}

/** The countries of a clause; where it names none, those that the sentence named before it. */
function placesOf({ start, end }: Clause, places: readonly NamedPlace[]): string[] {
  const own = places.filter(({ at }) => at >= start && at < end);
  return (own.length > 0 ? own : places.filter(({ at }) => at < start)).map(({ place }) => place);
}

function toClaim(match: RegExpExecArray, text: string): { key: string; isDenied: boolean } {
  const key = keyOf(match);
  const isDenied = !ONLY_DENIED.test(match[0]) && isDeniedAt(text, match.index);
  const opposite = OPPOSITE.get(key);
  return isDenied && opposite !== undefined ? { key: opposite, isDenied: false } : { key, isDenied };
}

function keyOf({ 0: words, groups }: RegExpExecArray): string {
  const kind = Object.entries(groups ?? {}).find(([, found]) => found !== undefined)?.[0] ?? "";
  if (kind === "state") return stateOf(namesIn(STATE_PATTERNS, words)[0] ?? "");
  return BY_WORD.has(kind) ? `${kind}:${words.replace(/[^a-z]/g, "")}` : kind;
}

function clauseAround(text: string, index: number): Clause {
  const start = text.slice(0, index).search(/[^,;:.!?()\n–—]*$/);
  const after = text
    .slice(index)
    .search(/[,;:.!?()\n–—]|\s(?:and|but|or|und|aber|oder|et|mais|ou|y|pero|o|en|maar|of)\s/);
  return { start, end: after === -1 ? text.length : index + after };
}

/** The words of a clause that tell what it is about, by their beginnings. */
function stemsOf(text: string): string[] {
  const words = text.replace(CLAIM, " ").match(WORD) ?? [];
  return words.filter((word) => !EMPTY_WORDS.has(word)).map((word) => `w:${word.slice(0, STEM_CHARS)}`);
}

const clausesOf = (sentence: string) => sentence.split(/[,;:()–—]|\s(?:but|aber|sondern|mais|pero|sino|maar)\s/i);

const denialOf = (key: string) => `not ${key}`;

const stateOf = (name: string) => `state:${name}`;

const placeOf = (code: string) => `p:${code}`;

const isPlace = (about: string) => about.startsWith("p:");

const placesIn = (text: string) => findPlaces(text).map(({ code }) => placeOf(code));

const objectsIn = (text: string) => namesIn(OBJECT_PATTERNS, text);
