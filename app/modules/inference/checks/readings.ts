import { detectEmails } from "~/modules/inference/redaction/detect-email";
import { PLACEHOLDER, type Placeholders } from "~/modules/inference/redaction/placeholders";
import type { Span } from "~/modules/inference/redaction/span";
import { comparable, squash } from "./comparable";
import type { EvidenceFacts } from "./evidence-facts";
import { findLinks, undisguise } from "./links";

/** One sentence in the forms in which the checks read it. */
export type Readings = {
  /** As the model wrote it, without invisible characters. */
  readonly original: string;
  /** `comparable` */
  readonly text: string;
  /** With disguised addresses made plain, and without the reader's own ones. */
  readonly plain: string;
  /** Without what is checked elsewhere or claims nothing: links, placeholders, citations, numbers of a list. */
  readonly statements: string;
};

export const CITATION = /[ \t]?\[\s*(?:[\w-]{1,8})(?:\s*,\s*[\w-]{1,8})*\s*\]/g;
const LIST_NUMBER = /(?<=^|\n)([ \t]*)\d{1,2}[.)](?=\s)/g;
const HEART = /<3(?!\d)/g;

/** Reads a sentence once for all checks. */
export function toReadings(
  original: string,
  { facts, placeholders }: { readonly facts: EvidenceFacts; readonly placeholders: Placeholders },
): Readings {
  const text = comparable(original);
  const plain = withoutOwnAddresses(undisguise(text), facts, placeholders);
  const statements = blank(text, findLinks(text))
    .replace(PLACEHOLDER, " ")
    .replace(CITATION, " ")
    .replace(LIST_NUMBER, "$1")
    .replace(HEART, " ");
  return { original, text, plain, statements };
}

/** The text with spaces where the spans are, so that places stay the same. */
export function blank(text: string, spans: readonly Span[]): string {
  return spans.reduce((rest, { start, end }) => rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end), text);
}

/** The reader's own e-mail address holds a host that is not the shop's. */
function withoutOwnAddresses(text: string, { squashed }: EvidenceFacts, placeholders: Placeholders): string {
  if (!text.includes("@")) return text;
  const known = detectEmails(text).filter(({ start, end }) => {
    const value = text.slice(start, end);
    return placeholders.knows("EMAIL", value) || squashed.includes(squash(value));
  });
  return blank(text, known);
}
