import type { KnownValue } from "~/modules/inference/inference-types";
import { cleanWithOrigins, toOriginal } from "./clean-with-origins";
import { compileKnownValues } from "./known-values";
import { defuseLookalikes, Placeholders } from "./placeholders";
import { compileProtectedTerms } from "./protected-spans";
import { findPersonalData } from "./redact-text";
import type { PersonalSpan } from "./span";

export type PreviewInput = {
  readonly text: string;
  readonly known?: readonly KnownValue[];
  readonly protectedTerms?: readonly string[];
  /** ISO 3166-1 alpha-2, for national phone numbers; empty when unknown. */
  readonly countries?: readonly string[];
};

/** A text without its personal data, and where that stood in the text as it was given, in UTF-16 units. */
export type Preview = { readonly text: string; readonly spans: readonly PersonalSpan[] };

/** What would be removed from a text before a model sees it. Nothing is stored, and the placeholders are of this text only. */
export function previewRedaction({ text, known = [], protectedTerms = [], countries = [] }: PreviewInput): Preview {
  const cleaned = cleanWithOrigins(text);
  const context = { known: compileKnownValues(known), terms: compileProtectedTerms(protectedTerms), countries };
  const spans = findPersonalData(cleaned.text, context).map((span) => ({
    ...span,
    ...toOriginal(cleaned, span.start, span.end),
  }));
  const placeholders = new Placeholders();
  let redacted = "";
  let end = 0;
  for (const span of spans) {
    redacted += defuseLookalikes(text.slice(end, span.start)).text;
    redacted += placeholders.for(span.type, text.slice(span.start, span.end));
    end = span.end;
  }
  return { text: redacted + defuseLookalikes(text.slice(end)).text, spans };
}
