import { removeInvisible } from "~/modules/inference/invisible";
import type { WithheldReason } from "~/modules/inference/inference-types";
import { PLACEHOLDER, type Placeholders } from "~/modules/inference/redaction/placeholders";
import { detectPersonalData } from "~/modules/inference/redaction/redact-text";
import { hasTemplateToken } from "~/modules/inference/template-tokens";
import { findCodes, speaksOfCodes } from "./codes";
import { findDates, findMonths, findWeekdays, isSameDate } from "./dates";
import { comparable, squash, type EvidenceFacts } from "./evidence-facts";
import { findFigures } from "./figures";
import { findLinks, normalizeLink, undisguise } from "./links";
import type { LeakGuard } from "./prompt-leak";
import { MAX_SENTENCE_CHARS } from "./split-sentences";
import { isSameUnit } from "./units";

export type CheckContext = {
  readonly facts: EvidenceFacts;
  readonly leaks: LeakGuard;
  readonly placeholders: Placeholders;
  /** ISO 3166-1 alpha-2 of the shop, for national phone formats; empty when unknown. */
  readonly country: string;
};

export type SentenceVerdict =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: WithheldReason };

type Check = (text: string, context: CheckContext) => WithheldReason | null;

const CITATION = /[ \t]?\[\s*(?:[\w-]{1,8})(?:\s*,\s*[\w-]{1,8})*\s*\]/g;
const LIST_NUMBER = /(?<=^|\n)([ \t]*)\d{1,2}[.)](?=\s)/g;
const HEART = /<3(?!\d)/g;
const MARKUP = /<[a-z/!?]|&(?:#\d+|#x[\da-f]+|[a-z]{2,31});|!\[|\]\[/i;

/** The order matters only for the reason that is shown: the gravest first. */
const CHECKS: readonly Check[] = [
  checkTemplateTokens,
  checkLeak,
  checkMarkup,
  checkPersonalData,
  checkLinks,
  checkDates,
  checkCodes,
  checkFigures,
];

/**
 * Whether one sentence of a model may be released: every figure, date, code and link of it occurs in this turn's evidence, and it holds no
 * markup, no template token, none of our prompt, and nobody's personal data. Citations of what is no evidence are dropped.
 */
export function checkSentence(sentence: string, context: CheckContext): SentenceVerdict {
  if (sentence.length > MAX_SENTENCE_CHARS) return { ok: false, reason: "too_long" };
  const text = dropUnknownCitations(removeInvisible(sentence), context.facts);
  const claim = comparable(text);
  for (const check of CHECKS) {
    const reason = check(claim, context);
    if (reason) return { ok: false, reason };
  }
  return { ok: true, text };
}

function dropUnknownCitations(text: string, { ids }: EvidenceFacts): string {
  return text.replace(CITATION, (citation) => {
    const named = citation.replace(/[[\]\s]/g, "").split(",");
    // Only what looks like a citation: "[EMAIL_1]" is a placeholder, "[sic]" a remark.
    if (!named.every((id) => ids.has(id) || /^\d{1,4}$/.test(id))) return citation;
    const known = named.filter((id) => ids.has(id));
    return known.length === named.length ? citation : known.length === 0 ? "" : ` [${known.join(", ")}]`;
  });
}

function checkTemplateTokens(text: string): WithheldReason | null {
  return hasTemplateToken(text) ? "template_token" : null;
}

function checkLeak(text: string, { leaks }: CheckContext): WithheldReason | null {
  return leaks.reveals(text) ? "prompt_leak" : null;
}

function checkMarkup(text: string): WithheldReason | null {
  return MARKUP.test(text) ? "markup" : null;
}

function checkPersonalData(text: string, { facts, placeholders, country }: CheckContext): WithheldReason | null {
  const unknown = [...text.matchAll(PLACEHOLDER)].some(([placeholder]) => placeholders.find(placeholder) === null);
  if (unknown) return "personal_data";
  const foreign = detectPersonalData(text, country).some(({ start, end, type }) => {
    const value = text.slice(start, end);
    // National and international forms of a number differ in what comes before its first digit that is not zero.
    const form = type === "PHONE" ? squash(value).replace(/^0+/, "") : squash(value);
    return !facts.squashed.includes(form) && !placeholders.knows(type, value);
  });
  return foreign ? "personal_data" : null;
}

function checkLinks(text: string, { facts }: CheckContext): WithheldReason | null {
  const links = findLinks(undisguise(text));
  return links.every(({ target }) => isKnownLink(target, facts)) ? null : "link_not_in_evidence";
}

/** A path alone leads to the shop itself: it must be one of the evidence's. */
function isKnownLink(target: string, { links, urls }: EvidenceFacts): boolean {
  if (links.has(normalizeLink(target))) return true;
  if (!/^\/(?![/\\])/.test(target)) return false;
  return urls.some((base) => URL.canParse(target, base) && links.has(normalizeLink(new URL(target, base).href)));
}

function checkDates(text: string, { facts }: CheckContext): WithheldReason | null {
  const claims = withoutLinks(text);
  // A numeric date has two readings at the same place: one of them must be known.
  const places = Map.groupBy(findDates(claims), ({ start }) => start);
  const datesKnown = [...places.values()].every((readings) =>
    readings.some((date) => facts.dates.some((known) => isSameDate(date, known))),
  );
  const monthsKnown = findMonths(claims).every((month) => facts.months.has(month));
  const weekdaysKnown = findWeekdays(claims).every((weekday) => facts.weekdays.has(weekday));
  return datesKnown && monthsKnown && weekdaysKnown ? null : "figure_not_in_evidence";
}

function checkCodes(text: string, { facts }: CheckContext): WithheldReason | null {
  const claims = withoutNames(text);
  const strict = speaksOfCodes(claims);
  const known = findCodes(claims).every(
    (code) => facts.tokens.has(code) || (!strict && facts.lowerTokens.has(code.toLowerCase())),
  );
  return known ? null : "code_not_in_evidence";
}

function checkFigures(text: string, { facts }: CheckContext): WithheldReason | null {
  const claims = withoutNames(text);
  const spoken = blank(
    claims,
    findDates(claims).filter((date) => facts.dates.some((known) => isSameDate(date, known))),
  );
  const known = findFigures(spoken).every(({ readings, unit }) =>
    readings.some((reading) => [...(facts.figures.get(reading) ?? [])].some((found) => isSameUnit(unit, found))),
  );
  return known ? null : "figure_not_in_evidence";
}

const withoutLinks = (text: string) => blank(text, findLinks(text));

/** Without what is checked elsewhere or claims nothing: links, placeholders, citations, numbers of a list. */
function withoutNames(text: string): string {
  return withoutLinks(text)
    .replace(PLACEHOLDER, " ")
    .replace(CITATION, " ")
    .replace(LIST_NUMBER, "$1")
    .replace(HEART, " ");
}

function blank(text: string, spans: readonly { readonly start: number; readonly end: number }[]): string {
  return spans.reduce((rest, { start, end }) => rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end), text);
}
