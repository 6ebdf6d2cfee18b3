import type { z } from "zod";
import { carryOver, checkSentence, type CheckContext } from "./checks/check-sentence";
import { SentenceSplitter } from "./checks/split-sentences";
import { restoreText } from "./restore";

export type CheckedValue = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/**
 * A whole JSON answer by its schema, every string of it checked sentence by sentence: what fails is left out of the value. Not ok when it is
 * no JSON, does not fit, or no longer fits without what was left out.
 */
export function checkValue(
  text: string,
  schema: z.ZodType,
  context: CheckContext & { readonly mayRestore: boolean },
): CheckedValue {
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) return { ok: false };
  const checked = schema.safeParse(mapStrings(parsed.data, (value) => keepChecked(value, context)));
  return checked.success ? { ok: true, value: checked.data } : { ok: false };
}

function keepChecked(text: string, context: CheckContext & { readonly mayRestore: boolean }): string {
  const splitter = new SentenceSplitter();
  const sentences = [...splitter.push(text), splitter.end().rest];
  let openLine = "";
  const kept = sentences.map((sentence) => {
    const verdict = checkSentence(sentence, context, openLine);
    openLine = carryOver(openLine, sentence);
    return verdict.ok ? verdict.text : "";
  });
  const whole = kept.join("").trim();
  return context.mayRestore ? restoreText(whole, context.placeholders).text : whole;
}

function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
