import { fold, foldText, toOriginalSpan } from "./fold-text";
import type { Span } from "./span";

const MIN_TERM_CHARS = 2;
const MAX_TERMS = 2_000;

/** What a shopper needs to be answered and what says nothing of them: order numbers, dates and prices. */
const PATTERNS: readonly RegExp[] = [
  /#\s?[A-Z]{0,4}-?\d{3,10}\b/gi,
  /\b(?:order|bestell(?:ung|nummer)|auftrag|commande|pedido|bestelling|ordine)(?:\s?(?:number|no\.?|nr\.?|nummer|numéro|n°|número|is))*\s?[:#]?\s?#?[A-Z]{0,4}-?\d{3,10}(?![\d\-.]|\s\d)/giu,
  /\b\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?\b/g,
  /\b\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})\b/g,
  /(?:[€$£¥]|\b(?:EUR|USD|GBP|CHF|CAD|AUD)\b)\s?\d[\d.,' ]{0,12}\d?|\b\d[\d.,']{0,12}\s?(?:[€$£¥]|\b(?:EUR|USD|GBP|CHF|CAD|AUD|euros?|dollars?|pounds?)\b)/gi,
];

/** Terms of the catalogue and of the customer's orders, compiled once a request. */
export function compileProtectedTerms(terms: readonly string[]): RegExp | null {
  const forms = [...new Set(terms.slice(0, MAX_TERMS).map((term) => fold(term.trim())))].filter(
    (term) => term.length >= MIN_TERM_CHARS,
  );
  if (forms.length === 0) return null;
  const sources = forms
    .sort((a, b) => b.length - a.length)
    .map((form) => form.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`));
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${sources.join("|")})(?![\p{L}\p{N}])`, "gu");
}

/** Stretches that detectors must leave alone. */
export function findProtectedSpans(text: string, terms: RegExp | null): Span[] {
  const patterns = PATTERNS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
  );
  return [...findTerms(text, terms), ...patterns];
}

/** Stretches that are words of the shop itself. */
export function findTerms(text: string, terms: RegExp | null): Span[] {
  if (!terms) return [];
  const folded = foldText(text);
  return [...folded.text.matchAll(terms)].map((match) =>
    toOriginalSpan(folded, match.index, match.index + match[0].length),
  );
}
