import type { KnownValue } from "~/modules/inference/inference-types";
import { compileKnownValues } from "./known-values";
import { PLACEHOLDER, Placeholders, type SavedPlaceholders } from "./placeholders";
import { findPersonalData, type RedactionContext } from "./redact-text";

/** Takes personal data out of texts of one conversation, for people who have no need of it. */
export type Mask = (text: string) => string;

/**
 * A mask that puts a conversation's own placeholders in place of what stands behind them, and new ones in place of whatever else the detectors
 * find, unless it stands in one of the `shown` texts, such as the shop's own address in the evidence. Placeholders that stand in the text
 * already stay as they are.
 */
export function createMask(
  saved: SavedPlaceholders,
  countries: readonly string[],
  shown: readonly string[] = [],
): Mask {
  const rules: Rules = {
    placeholders: new Placeholders(saved),
    context: { known: compileKnownValues(toKnownValues(saved)), terms: null, countries },
    exact: exactValues(saved),
    shown,
  };
  return (text) => {
    let masked = "";
    let end = 0;
    for (const { index, 0: placeholder } of text.matchAll(PLACEHOLDER)) {
      masked += maskPlain(text.slice(end, index), rules) + placeholder;
      end = index + placeholder.length;
    }
    return masked + maskPlain(text.slice(end), rules);
  };
}

type Rules = {
  readonly placeholders: Placeholders;
  readonly context: RedactionContext;
  readonly exact: readonly ExactValue[];
  readonly shown: readonly string[];
};

type ExactValue = { readonly value: string; readonly placeholder: string };

/** What was restored was put back letter by letter, whatever a detector makes of it in its new surroundings; the longest first. */
function exactValues(saved: SavedPlaceholders): ExactValue[] {
  return saved
    .filter(({ value }) => value.trim().length > 1)
    .map(({ type, number, value }) => ({ value, placeholder: `[${type}_${number}]` }))
    .sort((a, b) => b.value.length - a.value.length);
}

const toKnownValues = (saved: SavedPlaceholders) =>
  saved.flatMap(({ type, value }): KnownValue[] =>
    type === "NAME" || type === "EMAIL" || type === "PHONE" || type === "ADDRESS" ? [{ type, value }] : [],
  );

function maskPlain(text: string, rules: Rules): string {
  for (const { value, placeholder } of rules.exact) {
    const at = text.indexOf(value);
    if (at === -1 || isInsideWord(text, at, at + value.length)) continue;
    return maskPlain(text.slice(0, at), rules) + placeholder + maskPlain(text.slice(at + value.length), rules);
  }
  let masked = "";
  let end = 0;
  for (const span of findPersonalData(text, rules.context)) {
    const value = text.slice(span.start, span.end);
    const isShown = span.detector !== "known" && rules.shown.some((other) => other.includes(value));
    masked += text.slice(end, span.start) + (isShown ? value : rules.placeholders.for(span.type, value));
    end = span.end;
  }
  return masked + text.slice(end);
}

/** "Ada" is not to be found in "Canada". */
const isInsideWord = (text: string, start: number, end: number) =>
  (/[\p{L}\p{N}]$/u.test(text.slice(0, start)) && /^[\p{L}\p{N}]/u.test(text.slice(start))) ||
  (/[\p{L}\p{N}]$/u.test(text.slice(0, end)) && /^[\p{L}\p{N}]/u.test(text.slice(end)));
