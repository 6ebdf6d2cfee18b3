import { z } from "zod";
import type { PersonalSpan, PersonalType } from "./span";

const MIN_SCORE = 0.5;

/** Answer of `POST /analyze` to a list of texts: one list of results for each (microsoft/presidio, presidio-analyzer/app.py). */
export const PresidioAnswer = z.array(
  z.array(
    z.object({
      entity_type: z.string(),
      start: z.number().int().nonnegative(),
      end: z.number().int().nonnegative(),
      score: z.number(),
    }),
  ),
);

export type PresidioResults = z.infer<typeof PresidioAnswer>[number];

const TYPES: Readonly<Record<string, PersonalType>> = {
  PERSON: "NAME",
  EMAIL_ADDRESS: "EMAIL",
  PHONE_NUMBER: "PHONE",
  CREDIT_CARD: "CARD",
  IBAN_CODE: "IBAN",
  IP_ADDRESS: "IP",
  MAC_ADDRESS: "IP",
  CRYPTO: "ID",
  MEDICAL_LICENSE: "ID",
};
/** Numbers of one country, such as US_SSN. Places, organisations, dates and web addresses are not personal by themselves. */
const NATIONAL = /^[A-Z]{2}_[A-Z_]+$/;

/** Presidio's results as our spans. It counts code points, as Python does; we count UTF-16 units. */
export function toPersonalSpans(text: string, results: PresidioResults): PersonalSpan[] {
  const units = unitsByCodePoint(text);
  return results.flatMap(({ entity_type: entity, start, end, score }) => {
    const type = TYPES[entity] ?? (NATIONAL.test(entity) ? "ID" : undefined);
    const from = units ? units[start] : start;
    const to = units ? units[end] : end;
    if (type === undefined || score < MIN_SCORE || from === undefined || to === undefined) return [];
    return to > from && to <= text.length ? [{ start: from, end: to, type, detector: "presidio" }] : [];
  });
}

/** Where each code point begins in UTF-16 units; null when they are the same. */
function unitsByCodePoint(text: string): number[] | null {
  if (!/[\ud800-\udbff]/.test(text)) return null;
  const units: number[] = [];
  let index = 0;
  for (const char of text) {
    units.push(index);
    index += char.length;
  }
  return [...units, index];
}
