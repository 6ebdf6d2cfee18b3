import { isStockLine, productLabels } from "~/modules/knowledge/product-labels";
import type { PricedPassage } from "~/modules/knowledge/list-priced-products.server";
import { statedWords } from "./polarity";
import type { WishTerm } from "./product-wish";
import { isFigure, KIND_WEIGHT, matchIn, spokenTerms, type Spoken } from "./terms";
import { contentWords, figures, isSameWord, plain, words } from "./words";

/** A product with all that the shop says of it, in sentences and lines. */
export type WishedProduct = { readonly passage: PricedPassage; readonly lines: readonly string[] };

/** How a product meets a wish. */
export type Proof = {
  /** Terms of the wish that it meets; and of these those that its name, its type, its facts or its variants say, not only a sentence about it. */
  readonly met: number;
  readonly sure: number;
  /** The lines that say so. */
  readonly lines: readonly string[];
};

type Said = { readonly isSure: boolean; readonly line: string | null };

const FACT = /^([^:.!?]{1,40}): (.+)$/;
const YES = /^(?:yes|ja|oui|si)\b/;

/** What of a wish a product is said to be. A size or colour that it comes in has to be in stock, whatever else speaks of it. */
export function proofOf({ passage, lines }: WishedProduct, terms: readonly WishTerm[]): Proof {
  const variants = proofByVariants(passage, lines, terms);
  const open = terms.filter((term) => !variants.named.includes(term));
  const { soldOut } = productLabels(passage.locale);
  const told = lines.filter((line) => !isStockLine(line) && !line.startsWith(soldOut)).map(tell);
  const name = tell(`${passage.title} ${passage.type}`);
  const said = open.flatMap((term) => saidOf(name, told, term, terms) ?? []);
  return {
    met: said.length + variants.met,
    sure: said.filter(({ isSure }) => isSure).length + variants.met,
    lines: [...new Set([...said, variants].flatMap(({ line }) => line ?? []))],
  };
}

/** A text with what it speaks of, read once for all terms. */
type Told = { readonly line: string; readonly spoken: Spoken };

const tell = (line: string): Told => ({ line, spoken: spokenTerms(line) });

/** Null when nothing says so, or when it is denied. */
function saidOf(name: Told, told: readonly Told[], term: WishTerm, terms: readonly WishTerm[]): Said | null {
  if (!term.isUnwanted && speaksOf(name, term)) return { isSure: true, line: null };
  const about = told.filter((one) => speaksOf(one, term)).map(({ line }) => line);
  const facts = about.filter((line) => FACT.test(line));
  const deciding = facts.length > 0 ? facts : about;
  const saying = deciding.filter((line) => (term.isUnwanted ? denies(line, term) : affirms(line, term, terms)));
  const line = saying.length * 2 > deciding.length ? saying[0] : undefined;
  return line === undefined ? null : { isSure: facts.length > 0, line };
}

/** The line of what is in stock, with those variants only that have all sizes and colours of the terms. */
function proofByVariants({ locale }: PricedPassage, lines: readonly string[], terms: readonly WishTerm[]) {
  const { inStock, soldOut } = productLabels(locale);
  const [available, gone] = [inStock, soldOut].map((label) => variantsOf(lines, `${label}: `));
  const isComing = (term: WishTerm) => [available, gone].some((list) => list?.some((one) => isVariant(one, term)));
  const named = terms.filter((term) => !term.isUnwanted && isComing(term));
  const fitting = available?.filter((one) => named.every((term) => isVariant(one, term))) ?? [];
  return named.length === 0 || fitting.length === 0
    ? { named, met: 0, line: null }
    : { named, met: named.length, line: `${inStock}: ${fitting.join(", ")}` };
}

const variantsOf = (lines: readonly string[], start: string) =>
  lines
    .find((line) => line.startsWith(start))
    ?.slice(start.length)
    .split(", ");

const isVariant = (variant: string, { word }: WishTerm) =>
  word !== null &&
  words(variant).some((own) => own === word || contentWords(own).some((stem) => isSameWord(stem, word)));

function speaksOf({ line, spoken }: Told, term: WishTerm): boolean {
  return isFigure(term) ? figures(line).includes(term.word ?? "") : matchIn(spoken, term, 1) >= KIND_WEIGHT;
}

/** "Waterproof: Waterproof to 7 cm", "Vegan: yes", and "Sole: rubber" for a rubber sole; not "Waterproof: for indoors". */
function affirms(line: string, term: WishTerm, terms: readonly WishTerm[]): boolean {
  if (denies(line, term)) return false;
  const value = FACT.exec(line)?.[2];
  if (value === undefined || YES.test(plain(value)) || figures(value).length > 0) return true;
  const told = tell(value);
  return terms.some((other) => speaksOf(told, other));
}

function denies(line: string, term: WishTerm): boolean {
  const denied = statedWords(line).flatMap(({ word, negated }) => (negated ? [word] : []));
  if (denied.length > 0 && matchIn(spokenTerms(denied.join(" ")), term, 1) >= KIND_WEIGHT) return true;
  return freeOf(line).some((word) => term.word !== null && isSameWord(word, term.word));
}

/** The words (as stems) that a text says something is free of: "PFAS-free", "koffeinfrei". */
export function freeOf(text: string): string[] {
  return [...plain(text).matchAll(/(\p{L}{3,})[- ]?(?:free|freie?[nrs]?)\b/gu)].flatMap(([, word]) =>
    contentWords(word ?? ""),
  );
}
