import type { WithheldReason } from "~/modules/inference/inference-types";
import { removeInvisible } from "~/modules/inference/invisible";
import type { Placeholders } from "~/modules/inference/redaction/placeholders";
import { hasTemplateToken } from "~/modules/inference/template-tokens";
import { areClaimsStated } from "./claim-words";
import { findCodes, speaksOfCodes } from "./codes";
import { findDates, findMonths, findWeekdays, isSameDate } from "./dates";
import { hasSpelled, isDisguised } from "./disguises";
import type { EvidenceFacts } from "./evidence-facts";
import { findFigures } from "./figures";
import { findLinks, isKnownLink } from "./links";
import { findForeignPeople } from "./people";
import type { LeakGuard } from "./prompt-leak";
import { blank, CITATION, idsOf, toReadings, type Readings } from "./readings";
import { MAX_SENTENCE_CHARS } from "./split-sentences";
import { isSameUnit } from "./units";

export type CheckContext = {
  readonly facts: EvidenceFacts;
  readonly leaks: LeakGuard;
  readonly placeholders: Placeholders;
  /** ISO 3166-1 alpha-2 of the shop, for national phone formats; empty when unknown. */
  readonly countries: readonly string[];
};

export type SentenceVerdict =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: WithheldReason };

type Check = (readings: Readings, context: CheckContext) => WithheldReason | null;

const MARKUP =
  /<\s?[a-z/!?]|&#x?[\da-f]{2,7};?|&[a-z]{2,31};|&(?:lt|gt|quot|nbsp)\b|!\s?\[|\]\s?\[|\[\/?(?:img|url|code|quote|color|size|b|i|u)(?:=[^\]]*)?\]|\\(?:href|url|includegraphics)\b|```|\{\s?"|\b[a-z]+_[a-z_]+\(/i;

/** The order matters only for the reason that is shown: the gravest first. */
const CHECKS: readonly Check[] = [
  // First, because the guard must read every sentence.
  ({ text }, { leaks }) => (leaks.reveals(text) ? "prompt_leak" : null),
  ({ text }) => (hasTemplateToken(text) ? "template_token" : null),
  ({ text }) => (MARKUP.test(text) ? "markup" : null),
  checkPersonalData,
  checkLinks,
  checkDates,
  checkCodes,
  checkFigures,
  checkClaims,
  ({ statements, original }, { facts }) => (isDisguised(statements, original, facts) ? "disguised" : null),
];
/** What can begin in one line and end in the next. */
const CHECKS_OVER_LINES: readonly Check[] = [
  checkPersonalData,
  checkLinks,
  checkCodes,
  checkClaims,
  ({ statements }, { facts }) => (hasSpelled(statements, facts) ? "disguised" : null),
];
/** An order or another thing that is named by its number: the very number must be known. */
const NUMBER_SIGN = /#\d+/g;
const MAX_CARRIED_CHARS = 80;
const ENDED = /[.!?…。！？]["”’»)\]*_]*\s*$/u;
const ALMOST_NOTHING = /^\P{L}*\p{L}?\P{L}*$/u;

/**
 * Whether one sentence of a model may be released: every figure, date, code, link and claim of it occurs in this turn's evidence, and it
 * holds no markup, no template token, none of our prompt, nobody's personal data, and nothing disguised. Citations of what is no evidence are
 * dropped. `before` is the unfinished line that it follows (`carryOver`).
 */
export function checkSentence(sentence: string, context: CheckContext, before = ""): SentenceVerdict {
  if (sentence.length > MAX_SENTENCE_CHARS) return { ok: false, reason: "too_long" };
  const text = dropUnknownCitations(removeInvisible(sentence), context.facts);
  const reason = firstReason(CHECKS, text, context);
  if (reason) return { ok: false, reason };
  const overLines = before === "" ? null : firstReason(CHECKS_OVER_LINES, `${before} ${text}`, context);
  return overLines ? { ok: false, reason: overLines } : { ok: true, text };
}

/** What of the text so far the next sentence must be read with: the end of a line that did not end as a sentence. */
export function carryOver(before: string, sentence: string): string {
  const line = sentence.trim();
  if (line === "") return before;
  // Single letters with full stops ("S.\nA.\nV.\nE.") are no sentences.
  if (ENDED.test(line) && !ALMOST_NOTHING.test(line)) return "";
  return `${before} ${line}`.trim().slice(-MAX_CARRIED_CHARS);
}

function firstReason(checks: readonly Check[], text: string, context: CheckContext): WithheldReason | null {
  const readings = toReadings(text, context);
  for (const check of checks) {
    const reason = check(readings, context);
    if (reason) return reason;
  }
  return null;
}

function dropUnknownCitations(text: string, { ids }: EvidenceFacts): string {
  return text.replace(CITATION, (citation) => {
    const named = idsOf(citation);
    // Only what looks like a citation: "[EMAIL_1]" is a placeholder, "[sic]" a remark.
    if (!named.every((id) => ids.has(id) || /^\d{1,4}$/.test(id))) return citation;
    const known = named.filter((id) => ids.has(id));
    return known.length === named.length ? citation : known.length === 0 ? "" : ` [${known.join(", ")}]`;
  });
}

function checkClaims({ statements }: Readings, { facts }: CheckContext): WithheldReason | null {
  return areClaimsStated(statements, facts.claims) ? null : "claim_not_in_evidence";
}

function checkPersonalData(readings: Readings, context: CheckContext): WithheldReason | null {
  return findForeignPeople(readings, context) ? "personal_data" : null;
}

function checkLinks({ plain }: Readings, { facts }: CheckContext): WithheldReason | null {
  return findLinks(plain).every(({ target }) => isKnownLink(target, facts)) ? null : "link_not_in_evidence";
}

function checkDates({ statements }: Readings, { facts }: CheckContext): WithheldReason | null {
  // A numeric date has two readings at the same place: one of them must be known.
  const places = Map.groupBy(findDates(statements), ({ start }) => start);
  const datesKnown = [...places.values()].every((readings) =>
    readings.some((date) => facts.dates.some((known) => isSameDate(date, known))),
  );
  const monthsKnown = findMonths(statements).every((month) => facts.months.has(month));
  const weekdaysKnown = findWeekdays(statements).every((weekday) => facts.weekdays.has(weekday));
  return datesKnown && monthsKnown && weekdaysKnown ? null : "figure_not_in_evidence";
}

function checkCodes({ statements }: Readings, { facts }: CheckContext): WithheldReason | null {
  const isStrict = speaksOfCodes(statements);
  const known = findCodes(statements).every(
    (code) =>
      facts.tokens.has(code) ||
      (!isStrict && facts.lowerTokens.has(code.toLowerCase())) ||
      (code.includes(" ") && facts.text.includes(code)),
  );
  return known ? null : "code_not_in_evidence";
}

function checkFigures({ statements }: Readings, { facts }: CheckContext): WithheldReason | null {
  const spoken = blank(
    statements,
    findDates(statements).filter((date) => facts.dates.some((known) => isSameDate(date, known))),
  );
  const orders = [...spoken.matchAll(NUMBER_SIGN)].every(([number]) => facts.text.includes(number));
  const known = findFigures(spoken).every(({ readings, unit }) =>
    readings.some((reading) => [...(facts.figures.get(reading) ?? [])].some((found) => isSameUnit(unit, found))),
  );
  return known && orders ? null : "figure_not_in_evidence";
}
