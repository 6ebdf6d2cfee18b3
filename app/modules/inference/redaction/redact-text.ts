import { findKnownValues, type compileKnownValues } from "./known-values";
import { defuseLookalikes, type Placeholders } from "./placeholders";
import { findKeptSpans, findTerms } from "./protected-spans";
import { runDetectors, runNameDetectors, runSureNameDetectors } from "./run-detectors";
import { contains, overlaps, mergeOverlaps, type PersonalSpan, type PersonalType } from "./span";

export type RedactionContext = {
  readonly known: ReturnType<typeof compileKnownValues>;
  /** `compileProtectedTerms` */
  readonly terms: RegExp | null;
  /** ISO 3166-1 alpha-2 of the shop; empty when unknown. */
  readonly countries: readonly string[];
  /** What a second detector found in a text; nothing when there is none. */
  readonly alsoFound?: (text: string) => readonly PersonalSpan[];
};

export type Redacted = { readonly text: string; readonly spans: readonly PersonalSpan[]; readonly lookalikes: number };

/** What the shop's own words must not hide: these have a form that no product, price or order number has. */
const SURE_TYPES: ReadonlySet<PersonalType> = new Set(["EMAIL", "IBAN", "BIRTHDATE", "SECRET"]);

/** Personal data in a text, in its order. What the session knows goes before what detectors find. */
export function findPersonalData(text: string, context: RedactionContext): PersonalSpan[] {
  const terms = findTerms(text, context.terms);
  // A name inside a longer name of the catalogue is the product's; by itself it is the person's.
  const known = findKnownValues(text, context.known).filter(
    (span) => !terms.some((term) => contains(term, span) && term.end - term.start > span.end - span.start),
  );
  const kept = [...terms, ...findKeptSpans(text)];
  const also = context.alsoFound?.(text) ?? [];
  const found = [...runDetectors(text, context.countries), ...runNameDetectors(text), ...also].filter(
    (span) => SURE_TYPES.has(span.type) || span.detector === "named_id" || !kept.some((term) => overlaps(term, span)),
  );
  return mergeOverlaps([...known, ...found]);
}

/**
 * What the detectors are sure of, without any knowledge of the session: what has a form of its own, and names of two parts that the lists
 * know. For text that a model wrote, where a single word with a capital is rather the shop's.
 */
export function detectPersonalData(text: string, countries: readonly string[]): PersonalSpan[] {
  return mergeOverlaps([...runDetectors(text, countries), ...runSureNameDetectors(text)]);
}

/** Replaces personal data by typed placeholders that `restore` turns back for their owner. */
export function redactText(text: string, context: RedactionContext, placeholders: Placeholders): Redacted {
  const { text: safe, count } = defuseLookalikes(text);
  const spans = findPersonalData(safe, context);
  let redacted = "";
  let end = 0;
  for (const span of spans) {
    redacted += safe.slice(end, span.start) + placeholders.for(span.type, safe.slice(span.start, span.end));
    end = span.end;
  }
  return { text: redacted + safe.slice(end), spans, lookalikes: count };
}
