import { z } from "zod";
import { CLAIM_KINDS, CLAIM_REASONS, type ClaimKind } from "./claim-kinds";
import { CLAIM_TERMS } from "./claim-terms";
import { findFigures, isFigureIn } from "./figures";

/** A claim in a text that the facts do not support. */
export const CopyFlag = z.object({
  kind: z.enum(CLAIM_KINDS),
  /** The words of the text that make the claim. */
  span: z.string(),
  /** Position in the text, in UTF-16 units. */
  start: z.number().int(),
  reason: z.string(),
});

export type CopyFlag = z.infer<typeof CopyFlag>;

type Rule = { readonly kind: ClaimKind; readonly pattern: RegExp };
type Hit = { readonly start: number; readonly span: string; readonly negated: boolean };

const RULES: readonly Rule[] = Object.entries(CLAIM_TERMS).flatMap(([kind, terms]) =>
  terms.map((term) => ({ kind: z.enum(CLAIM_KINDS).parse(kind), pattern: wholeWords(term) })),
);

const LINK =
  /(?:https?:\/\/|www\.)\S+|[\w.+-]+@[\w-]+\.\w{2,}|(?<![\p{L}\p{N}])[\p{L}\d-]+\.(?:com|net|org|shop|store|io|co|de|nl|eu)(?![\p{L}\p{N}])/giu;
const MIXED_ALPHABETS =
  /[\p{L}\d-]*(?:\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin})[\p{L}\d-]*/gu;
// Case tells a place from a material here: "made in Porto", "made from wool".
const PLACE =
  /(?:[Mm]ade|[Mm]anufactured|[Pp]roduced|[Gg]rown|[Ww]oven|[Ss]pun|[Kk]nitted|[Cc]rafted|[Ss]ourced|[Ii]mported|[Hh]ergestellt|[Gg]efertigt) (?:in|from|aus|by hand in)(?: the| der| den)? (?<place>\p{Lu}[\p{L}-]+)/gu;
const NEGATED_BEFORE =
  /(?:\b(?:not|no|non|never|without|isn['’]t|free (?:of|from)|nicht|kein(?:e[rsmn]?)?|ohne|nie)\b[\s-]*(?:[\p{L}']+\s+){0,2}|\bnon-?)$/iu;
const NEGATED_AFTER = /^[\s-]?(?:free|frei)\b/iu;

/**
 * Finds what a text claims without a fact, from left to right. A claim and its contrary are different claims: "not
 * waterproof" in the facts does not support "waterproof".
 * @param facts the product's facts as one plain text (`factsText`)
 */
export function findClaims(text: string, facts: string): CopyFlag[] {
  const found = [
    ...figureClaims(text, facts),
    ...RULES.flatMap((rule) => termClaims(rule, text, facts)),
    ...placeClaims(text, facts),
    ...spans("link", LINK, text),
    ...spans("obscured", MIXED_ALPHABETS, text),
  ];
  return found.sort((a, b) => a.start - b.start || b.span.length - a.span.length).filter(isOutermost);
}

/** Words that the merchant's brand voice avoids, as flags. */
export function findAvoidedWords(text: string, words: readonly string[]): CopyFlag[] {
  return words.flatMap((word) => spans("avoided", wholeWords(word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")), text));
}

function figureClaims(text: string, facts: string): CopyFlag[] {
  const known = findFigures(facts);
  return findFigures(text)
    .filter((figure) => !isFigureIn(figure, known))
    .map((figure) => flag("figure", text.slice(figure.start, figure.end), figure.start));
}

function termClaims(rule: Rule, text: string, facts: string): CopyFlag[] {
  const hits = findHits(rule.pattern, text);
  if (hits.length === 0) return [];
  const known = findHits(rule.pattern, facts);
  return hits
    .filter((hit) => !known.some((fact) => fact.negated === hit.negated))
    .map((hit) => flag(rule.kind, hit.span, hit.start));
}

function findHits(pattern: RegExp, text: string): Hit[] {
  return Array.from(text.matchAll(pattern), (match) => ({
    start: match.index,
    span: match[0],
    negated:
      NEGATED_BEFORE.test(sameSentence(text.slice(0, match.index))) ||
      NEGATED_AFTER.test(text.slice(match.index + match[0].length)),
  }));
}

/** What stands before a word within its own clause: a negation further back says nothing about it. */
function sameSentence(before: string): string {
  return before.split(/[.!?;:,\n]/).at(-1) ?? "";
}

function placeClaims(text: string, facts: string): CopyFlag[] {
  return Array.from(text.matchAll(PLACE))
    .filter((match) => !wholeWords(match.groups?.["place"] ?? "").test(facts))
    .map((match) => flag("origin", match[0], match.index));
}

function spans(kind: ClaimKind, pattern: RegExp, text: string): CopyFlag[] {
  return Array.from(text.matchAll(pattern), (match) => flag(kind, match[0], match.index));
}

function flag(kind: ClaimKind, span: string, start: number): CopyFlag {
  return { kind, span: span.trim(), start, reason: CLAIM_REASONS[kind] };
}

/** Drops a flag that lies within the one before it: "merino wool" is one claim to a reader. */
function isOutermost(each: CopyFlag, index: number, all: readonly CopyFlag[]): boolean {
  return !all.slice(0, index).some((other) => other.start + other.span.length >= each.start + each.span.length);
}

/** The term as a whole word, with or without a German ending. */
function wholeWords(term: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${term})(?:e[rsmn]?)?(?![\\p{L}\\p{N}])`, "giu");
}
