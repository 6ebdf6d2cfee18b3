import type { Evidence } from "~/modules/inference/inference-types";
import { mixedWords } from "~/modules/inference/lookalikes";
import { collectClaims, type StatedClaims } from "./claim-words";
import { comparable, squash } from "./comparable";
import { findDates, findMonths, findWeekdays, type NamedDate } from "./dates";
import { findFigures } from "./figures";
import { findLinks, normalizeLink, undisguise } from "./links";

/** What this turn's evidence states, in the forms that a sentence is compared in. Compiled once a call. */
export type EvidenceFacts = {
  readonly ids: ReadonlySet<string>;
  /** Each number in every reading, with the units that it stands with. */
  readonly figures: ReadonlyMap<string, ReadonlySet<string | null>>;
  readonly dates: readonly NamedDate[];
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  /** What is claimed without a figure. */
  readonly claims: StatedClaims;
  /** Words and codes as they are written. */
  readonly tokens: ReadonlySet<string>;
  readonly lowerTokens: ReadonlySet<string>;
  /** Words in which the shop itself mixes scripts. */
  readonly mixedWords: ReadonlySet<string>;
  /** All of it as comparable text. */
  readonly text: string;
  /** Letters and digits only, small: numbers however they are grouped. */
  readonly squashed: string;
  readonly links: ReadonlySet<string>;
  /** Addresses of the evidence, to resolve relative ones against. */
  readonly urls: readonly string[];
};

/** Reads what the evidence states. */
export function compileEvidence(evidence: readonly Evidence[]): EvidenceFacts {
  const items = evidence.map(({ title, text }) => ({ title: comparable(title), text: comparable(text) }));
  const texts = items.map(({ title, text }) => `${title}\n${text}`);
  const whole = texts.join("\n\n");
  const dates = findDates(whole);
  const tokens = new Set(whole.match(/[\p{L}\p{N}](?:[\p{L}\p{N}]|[-_](?=[\p{L}\p{N}]))*/gu) ?? []);
  const urls = evidence.map(({ url }) => url);
  const plain = undisguise(whole);
  const found = (plain === whole ? [whole] : [whole, plain]).flatMap(findLinks).map(({ target }) => target);
  const links = [...urls, ...urls.flatMap(hostOf), ...found].map(normalizeLink);
  return {
    ids: new Set(evidence.map(({ id }) => id)),
    figures: collectFigures(texts),
    dates,
    months: new Set([...findMonths(whole), ...dates.map(({ month }) => month)]),
    weekdays: new Set(findWeekdays(whole)),
    claims: collectClaims(items),
    tokens,
    lowerTokens: new Set([...tokens].map((token) => token.toLowerCase())),
    mixedWords: new Set(evidence.flatMap(({ title, text }) => mixedWords(`${title}\n${text}`))),
    text: whole,
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
