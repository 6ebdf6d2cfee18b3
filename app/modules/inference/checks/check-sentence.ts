import type { Purpose, WithheldReason } from "~/modules/inference/inference-types";
import { removeInvisible } from "~/modules/inference/invisible";
import type { Placeholders } from "~/modules/inference/redaction/placeholders";
import { hasTemplateToken } from "~/modules/inference/template-tokens";
import { areClaimsStated } from "./claims";
import { findCodes, isCodeAfter, speaksOfCodes } from "./codes";
import { squash } from "./comparable";
import { findArrivalDays, findDates, findMonths, findWeekdays, isSameDate } from "./dates";
import { hasSpelled, isDisguised } from "./disguises";
import { isKnownFigure, type EvidenceFacts } from "./evidence-facts";
import { findFigures, type Figure } from "./figures";
import { findLinks, isCutAddress, isKnownLink } from "./links";
import { isNumberWord } from "./number-words";
import { findForeignPeople } from "./people";
import type { LeakGuard } from "./prompt-leak";
import { blank, CITATION, idsOf, toReadings, type Readings } from "./readings";
import { MAX_SENTENCE_CHARS } from "./split-sentences";
import { isMoney } from "./units";

export type CheckContext = {
  readonly facts: EvidenceFacts;
  readonly leaks: LeakGuard;
  readonly placeholders: Placeholders;
  readonly purpose: Purpose;
  /** ISO 3166-1 alpha-2 of the shop, for national phone formats; empty when unknown. */
  readonly countries: readonly string[];
};

export type SentenceVerdict =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: WithheldReason };

/** `parts`: the lines that were joined, where what is checked is more than one. */
type Check = (readings: Readings, context: CheckContext, parts: readonly string[]) => WithheldReason | null;

const MARKUP =
  /<\s?[a-z/!?]|&#x?[\da-f]{2,7};?|&[a-z]{2,31};|&(?:lt|gt|quot|nbsp)\b|!\s?\[|(?<!\[\s?\d{1,4}(?:\s?,\s?\d{1,4})*\s?)\]\s?\[|\]\s?\[(?!\s?\d{1,4}(?:\s?,\s?\d{1,4})*\s?\])|\[\/?(?:img|url|code|quote|color|size|b|i|u)(?:=[^\]]*)?\]|\\(?:href|url|includegraphics)\b|```|\{\s?"|\b[a-z]+_[a-z_]+\(|[a-z]\(\s?[a-z_]+\s?[:=]/i;

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
/** "twice 30 days", "2 × 30 days": a sum that the reader is left to do, unless the evidence writes it so. */
const MULTIPLIED = /(\p{L}+|\d)\s?(?:times|mal|fois|veces|keer|maal|[x×*])\s?$/iu;
const ADDED = /^\s?(?:\p{L}+|%)?\s?(?:\+|plus|und nochmal|and another)\s?$/iu;
const ENDED = /[.!?…。！？]["”’»)\]*_]*\s*$/u;
const ALMOST_NOTHING = /^\P{L}*\p{L}?\P{L}*$/u;

/**
 * Whether one sentence of a model may be released: every figure, date, code, link and claim of it occurs in this turn's evidence, and it
 * holds no markup, no template token, none of our prompt, nobody's personal data, and nothing disguised. Citations of what is no evidence are
 * dropped. `before` is what it follows (`carryOver`).
 */
export function checkSentence(sentence: string, context: CheckContext, before = ""): SentenceVerdict {
  if (sentence.length > MAX_SENTENCE_CHARS) return { ok: false, reason: "too_long" };
  const text = dropUnknownCitations(removeInvisible(sentence), context.facts);
  const reason = firstReason(CHECKS, [text], context);
  if (reason) return { ok: false, reason };
  if (isCutAddress(before, text)) return { ok: false, reason: "link_not_in_evidence" };
  if (isCodeAfter(before, text) && !context.facts.tokens.has(squash(text)) && !context.facts.text.includes(text.trim()))
    return { ok: false, reason: "code_not_in_evidence" };
  const isOpen = before !== "" && !isEnded(before);
  const overLines = isOpen ? firstReason(CHECKS_OVER_LINES, [before, text], context) : null;
  return overLines ? { ok: false, reason: overLines } : { ok: true, text };
}

/** What of the text so far the next sentence must be read with: a line that did not end as a sentence, or the last word of one that did. */
export function carryOver(before: string, sentence: string): string {
  const line = sentence.trim();
  if (line === "") return before;
  if (isEnded(line)) return line.slice(line.lastIndexOf(" ") + 1).slice(-MAX_CARRIED_CHARS);
  return `${isEnded(before) ? "" : before} ${line}`.trim().slice(-MAX_CARRIED_CHARS);
}

/** Single letters with full stops ("S.\nA.\nV.\nE.") are no sentences. */
const isEnded = (line: string) => ENDED.test(line) && !ALMOST_NOTHING.test(line);

function firstReason(checks: readonly Check[], parts: readonly string[], context: CheckContext): WithheldReason | null {
  const readings = toReadings(parts.join(" "), context);
  for (const check of checks) {
    const reason = check(readings, context, parts.length > 1 ? parts : []);
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

function checkClaims(
  { statements }: Readings,
  { facts, countries, purpose }: CheckContext,
  parts: readonly string[],
): WithheldReason | null {
  return areClaimsStated(statements, facts.claims, { home: countries, parts, purpose })
    ? null
    : "claim_not_in_evidence";
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
  const weekdaysKnown =
    findWeekdays(statements).every((weekday) => facts.weekdays.has(weekday)) &&
    findArrivalDays(statements).every((weekday) => facts.arrivalDays.has(weekday));
  return datesKnown && monthsKnown && weekdaysKnown ? null : "figure_not_in_evidence";
}

function checkCodes({ statements }: Readings, { facts }: CheckContext): WithheldReason | null {
  const isStrict = speaksOfCodes(statements);
  const known = findCodes(statements).every(
    ({ code, isNamed }) =>
      facts.tokens.has(code) ||
      (!isStrict && !isNamed && facts.lowerTokens.has(code.toLowerCase())) ||
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
  const figures = findFigures(spoken);
  const known = figures.every((figure) => isKnownFigure(figure, facts)) && !isReckoned(spoken, figures, facts);
  return known && orders ? null : "figure_not_in_evidence";
}

/** Whether a figure of the evidence is multiplied by or added to another, so that the two say a third that it does not hold. */
function isReckoned(text: string, figures: readonly Figure[], facts: EvidenceFacts): boolean {
  return figures.some(({ start, end, unit }, index) => {
    const before = MULTIPLIED.exec(text.slice(0, start));
    const isMultiplied = before !== null && (/\d/.test(before[1] ?? "") || isNumberWord(before[1] ?? ""));
    const last = figures[index - 1];
    const isAdded = last !== undefined && !isMoney(unit) && ADDED.test(text.slice(last.end, start));
    const from = isMultiplied ? before.index : (last?.start ?? start);
    const said = text.slice(from, end);
    return (
      (isMultiplied || isAdded) &&
      ![said, said.replace(/x(?=\s?\d)/gi, "")].some((form) => facts.squashed.includes(squash(form)))
    );
  });
}
