import { z } from "zod";
import type { PersonalSpan, PersonalType, Span } from "./span";

/** What Presidio gives a weak pattern that has its context word beside it, and every valid phone number. Less is a guess at a form. */
const MIN_SCORE = 0.4;

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
  EMAIL: "EMAIL",
  PHONE_NUMBER: "PHONE",
  CREDIT_CARD: "CARD",
  IBAN_CODE: "IBAN",
  IP_ADDRESS: "IP",
  MAC_ADDRESS: "IP",
  UK_POSTCODE: "ADDRESS",
  CA_POSTAL_CODE: "ADDRESS",
  DE_PLZ: "ADDRESS",
};

/** Not personal by themselves: of Presidio's own, and what spaCy's models call things when their names are kept. */
const NOT_PERSONAL = new Set(
  "LOCATION DATE_TIME ORGANIZATION NRP URL AGE UUID GPE LOC FAC ORG NORP DATE TIME CARDINAL ORDINAL MONEY PERCENT QUANTITY PRODUCT EVENT LANGUAGE LAW WORK_OF_ART MISC".split(
    " ",
  ),
);

/**
 * Presidio's results as our spans. Whatever its operator has it look for beyond the usual kinds counts as an identifier. It counts code points,
 * as Python does; we count UTF-16 units.
 */
export function toPersonalSpans(text: string, results: PresidioResults): PersonalSpan[] {
  const units = unitsByCodePoint(text);
  return results.flatMap(({ entity_type: entity, start, end, score }) => {
    const from = units ? units[start] : start;
    const to = units ? units[end] : end;
    if (NOT_PERSONAL.has(entity) || score < MIN_SCORE || from === undefined || to === undefined) return [];
    const type = TYPES[entity] ?? "ID";
    const span = type === "NAME" ? trimName(text, { start: from, end: to }) : { start: from, end: to };
    return span.end > span.start && span.end <= text.length ? [{ ...span, type, detector: "presidio" }] : [];
  });
}

/** spaCy's names take in what stands beside them ("Jane Miller's", a line's end, an emoji): the same person would get two placeholders. */
function trimName(text: string, { start, end }: Span): Span {
  const name = text.slice(start, end);
  const before = /^[^\p{L}]*/u.exec(name)?.[0].length ?? 0;
  const after = /(?:['’]s)?[^\p{L}\p{M}.]*$/u.exec(name)?.[0].length ?? 0;
  return { start: start + before, end: end - after };
}

/** Why a request was refused, for the operator's log; nothing of the answer's own words, which may quote a text. */
export function refusalReason(status: number, answer: string): string {
  if (answer.includes("No matching recognizers"))
    return `status ${status}: it was not started for this language (PRESIDIO_LANGUAGE)`;
  if (/Expected a string|Argument 'string'/.test(answer))
    return `status ${status}: it takes no lists of texts (presidio-analyzer 2.2.361 and newer do)`;
  return `status ${status}`;
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
