import type { Evidence } from "~/modules/inference/inference-types";
import { LruMap } from "~/lib/lru-map";
import { mixedWords } from "~/modules/inference/lookalikes";
import { collectClaims, comparePrices, type StatedClaims } from "./claims";
import { comparable, squash } from "./comparable";
import { findArrivalDays, findDates, findMonths, findWeekdays, type NamedDate } from "./dates";
import { findFigures, type Figure } from "./figures";
import { findLinks, normalizeLink, undisguise } from "./links";
import { inSmallerUnit, isMoney, isSameUnit, TALKED_OF } from "./units";

const MAX_KEPT_ITEMS = 500;

/** What this turn's evidence states, in the forms that a sentence is compared in. Compiled once a call. */
export type EvidenceFacts = {
  readonly ids: ReadonlySet<string>;
  /** Each number in every reading, with the units that it stands with. */
  readonly figures: ReadonlyMap<string, ReadonlySet<string | null>>;
  readonly dates: readonly NamedDate[];
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  readonly arrivalDays: ReadonlySet<number>;
  /** What is claimed without a figure. */
  readonly claims: StatedClaims;
  /** Words and codes as they are written. */
  readonly tokens: ReadonlySet<string>;
  readonly lowerTokens: ReadonlySet<string>;
  /** Words in which the shop itself mixes scripts. */
  readonly mixedWords: ReadonlySet<string>;
  /** All of it as comparable text. */
  readonly text: string;
  /** Letters and digits only, small: numbers however they are grouped. */
  readonly squashed: string;
  readonly links: ReadonlySet<string>;
  /** Addresses of the evidence, to resolve relative ones against. */
  readonly urls: readonly string[];
};

/** Reads what the evidence states. */
export function compileEvidence(evidence: readonly Evidence[]): EvidenceFacts {
  const items = evidence.map(readItem);
  const urls = evidence.map(({ url }) => url);
  const links = [...urls, ...urls.flatMap(hostOf)].map(normalizeLink);
  const dates = items.flatMap((item) => item.dates);
  return {
    ids: new Set(evidence.map(({ id }) => id)),
    figures: mergeSets(items.map((item) => item.figures)),
    dates,
    months: new Set([...items.flatMap((item) => item.months), ...dates.map(({ month }) => month)]),
    weekdays: new Set(items.flatMap((item) => item.weekdays)),
    arrivalDays: new Set(items.flatMap((item) => item.arrivalDays)),
    claims: mergeSets([...items.map((item) => item.claims), comparePrices(pricedTitles(evidence, items))]),
    tokens: new Set(items.flatMap((item) => item.tokens)),
    lowerTokens: new Set(items.flatMap((item) => item.lowerTokens)),
    mixedWords: new Set(items.flatMap((item) => item.mixedWords)),
    text: items.map(({ text }) => text).join("\n\n"),
    squashed: items.map(({ squashed }) => squashed).join(" "),
    links: new Set([...links, ...items.flatMap((item) => item.links)].filter((link) => link !== "")),
    urls,
  };
}

/** What one piece of evidence states by itself. */
type ItemFacts = {
  readonly figures: ReadonlyMap<string, ReadonlySet<string | null>>;
  readonly dates: readonly NamedDate[];
  readonly months: readonly number[];
  readonly weekdays: readonly number[];
  readonly arrivalDays: readonly number[];
  readonly claims: StatedClaims;
  readonly tokens: readonly string[];
  readonly lowerTokens: readonly string[];
  readonly mixedWords: readonly string[];
  readonly text: string;
  readonly squashed: string;
  readonly links: readonly string[];
};

/** A shop's passages are asked for again and again. Orders are a person's, and not kept. */
const kept = new LruMap<string, ItemFacts>(MAX_KEPT_ITEMS);

function readItem({ kind, title, text }: Evidence): ItemFacts {
  if (kind === "order") return compileItem(kind, title, text);
  return kept.get(`${title}\0${text}`, () => compileItem(kind, title, text));
}

/** Titles of the products that have a price. */
function pricedTitles(evidence: readonly Evidence[], items: readonly ItemFacts[]): string[] {
  return evidence
    .filter(
      ({ kind }, index) =>
        kind === "product" && [...(items[index]?.figures.values() ?? [])].some((units) => [...units].some(isMoney)),
    )
    .map(({ title }) => title);
}

function compileItem(kind: Evidence["kind"], rawTitle: string, rawText: string): ItemFacts {
  const item = { title: comparable(rawTitle), text: comparable(rawText) };
  const text = `${item.title}\n${item.text}`;
  const plain = undisguise(text);
  const found = (plain === text ? [text] : [text, plain]).flatMap(findLinks).map(({ target }) => target);
  const tokens = text.match(/[\p{L}\p{N}](?:[\p{L}\p{N}]|[-_](?=[\p{L}\p{N}]))*/gu) ?? [];
  return {
    figures: collectFigures(text),
    dates: findDates(text),
    months: findMonths(text),
    weekdays: findWeekdays(text),
    arrivalDays: findArrivalDays(text),
    claims: collectClaims({ kind, ...item }),
    tokens,
    lowerTokens: tokens.map((token) => token.toLowerCase()),
    mixedWords: mixedWords(`${rawTitle}\n${rawText}`),
    text,
    squashed: squash(text),
    links: found.map(normalizeLink),
  };
}

function collectFigures(text: string): Map<string, Set<string | null>> {
  const figures = new Map<string, Set<string | null>>();
  const add = (reading: string, unit: string | null) =>
    figures.set(reading, (figures.get(reading) ?? new Set()).add(unit));
  for (const figure of findFigures(text).flatMap(withSmallerUnit))
    for (const reading of figure.readings) add(reading, unitOf(figure));
  return figures;
}

/** A figure, and the same amount in a smaller unit. */
function withSmallerUnit(figure: Figure): Figure[] {
  const smaller = figure.readings.flatMap((reading) => inSmallerUnit(reading, figure.unit) ?? []);
  return [figure, ...smaller.map(({ reading, unit }) => ({ ...figure, readings: [reading], unit }))];
}

/** The lower end of a span is kept apart: only what is said to be one may rest on it. */
const LOWEST = "at least ";
const unitOf = ({ unit, isLowest }: Figure) => (isLowest === true && unit !== null ? `${LOWEST}${unit}` : unit);

/** Whether the evidence holds a figure, in one of its readings and with its unit. */
export function isKnownFigure(figure: Figure, facts: EvidenceFacts): boolean {
  return figure.unit === TALKED_OF || withSmallerUnit(figure).some((form) => isFoundIn(form, facts));
}

function isFoundIn({ readings, unit, isLowest }: Figure, { figures }: EvidenceFacts): boolean {
  const isFound = (found: string | null) =>
    found?.startsWith(LOWEST) === true
      ? isLowest === true && isSameUnit(unit, found.slice(LOWEST.length))
      : isSameUnit(unit, found);
  return readings.some((reading) => [...(figures.get(reading) ?? [])].some(isFound));
}

function mergeSets<T>(maps: readonly ReadonlyMap<string, ReadonlySet<T>>[]): Map<string, Set<T>> {
  const merged = new Map<string, Set<T>>();
  for (const [key, values] of maps.flatMap((map) => [...map])) {
    const known = merged.get(key);
    if (known) values.forEach((value) => known.add(value));
    else merged.set(key, new Set(values));
  }
  return merged;
}

function hostOf(url: string): string[] {
  return URL.canParse(url) ? [new URL(url).host] : [];
}
