import { detectCards } from "./detect-card";
import { detectEmails } from "./detect-email";
import { detectIbans } from "./detect-iban";
import { detectPhones } from "./detect-phone";
import { findKnownValues, type compileKnownValues } from "./known-values";
import { defuseLookalikes, type Placeholders } from "./placeholders";
import { findProtectedSpans, findTerms } from "./protected-spans";
import { contains, overlaps, mergeOverlaps, type PersonalSpan } from "./span";

export type RedactionContext = {
  readonly known: ReturnType<typeof compileKnownValues>;
  /** `compileProtectedTerms` */
  readonly terms: RegExp | null;
  /** ISO 3166-1 alpha-2 of the shop; empty when unknown. */
  readonly country: string;
};

export type Redacted = { readonly text: string; readonly spans: readonly PersonalSpan[]; readonly lookalikes: number };

/** Personal data in a text, in its order. What the session knows goes before what detectors find. */
export function findPersonalData(text: string, context: RedactionContext): PersonalSpan[] {
  const terms = findTerms(text, context.terms);
  // A name inside a longer name of the catalogue is the product's; by itself it is the person's.
  const known = findKnownValues(text, context.known).filter(
    (span) => !terms.some((term) => contains(term, span) && term.end - term.start > span.end - span.start),
  );
  const kept = findProtectedSpans(text, context.terms);
  return mergeOverlaps([
    ...known,
    ...detectPersonalData(text, context.country).filter(
      (span) => span.type === "EMAIL" || !kept.some((term) => overlaps(term, span)),
    ),
  ]);
}

/** What the detectors find, without any knowledge of the session; the surest first. */
export function detectPersonalData(text: string, country: string): PersonalSpan[] {
  const emails = detectEmails(text);
  // Every other detector needs digits: most messages have none.
  return /\d/.test(text)
    ? [...emails, ...detectIbans(text), ...detectCards(text), ...detectPhones(text, country)]
    : emails;
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
