import { foldForComparison } from "~/modules/inference/clean";
import type { Evidence } from "~/modules/inference/inference-types";
import { findDates, findMonths, findWeekdays, type NamedDate } from "./dates";
import { findFigures, toAsciiDigits } from "./figures";
import { findLinks, normalizeLink } from "./links";

/** What this turn's evidence states, in the forms that a sentence is compared in. Compiled once a call. */
export type EvidenceFacts = {
  readonly ids: ReadonlySet<string>;
  /** Each number in every reading, with the units that it stands with. */
  readonly figures: ReadonlyMap<string, ReadonlySet<string | null>>;
  readonly dates: readonly NamedDate[];
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  /** Words and codes as they are written. */
  readonly tokens: ReadonlySet<string>;
  readonly lowerTokens: ReadonlySet<string>;
  /** Letters and digits only, small: numbers however they are grouped. */
  readonly squashed: string;
  readonly links: ReadonlySet<string>;
  /** Addresses of the evidence, to resolve relative ones against. */
  readonly urls: readonly string[];
};

/** Text in the form in which output and evidence are compared. */
export function comparable(text: string): string {
  return toAsciiDigits(foldForComparison(text));
}

/** Letters and digits only, in small letters. */
export function squash(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** Reads what the evidence states. */
export function compileEvidence(evidence: readonly Evidence[]): EvidenceFacts {
  const texts = evidence.map(({ title, text }) => comparable(`${title}\n${text}`));
  const whole = texts.join("\n\n");
  const dates = findDates(whole);
  const tokens = new Set(whole.match(/[\p{L}\p{N}](?:[\p{L}\p{N}]|[-_](?=[\p{L}\p{N}]))*/gu) ?? []);
  const urls = evidence.map(({ url }) => url);
  const links = [...urls, ...urls.flatMap(hostOf), ...findLinks(whole).map(({ target }) => target)].map(normalizeLink);
  return {
    ids: new Set(evidence.map(({ id }) => id)),
    figures: collectFigures(texts),
    dates,
    months: new Set([...findMonths(whole), ...dates.map(({ month }) => month)]),
    weekdays: new Set(findWeekdays(whole)),
    tokens,
    lowerTokens: new Set([...tokens].map((token) => token.toLowerCase())),
    squashed: texts.map(squash).join(" "),
    links: new Set(links.filter((link) => link !== "")),
    urls,
  };
}

function collectFigures(texts: readonly string[]): Map<string, Set<string | null>> {
  const figures = new Map<string, Set<string | null>>();
  for (const { readings, unit } of texts.flatMap((text) => findFigures(text))) {
    for (const reading of readings) figures.set(reading, (figures.get(reading) ?? new Set()).add(unit));
  }
  return figures;
}

function hostOf(url: string): string[] {
  return URL.canParse(url) ? [new URL(url).host] : [];
}
