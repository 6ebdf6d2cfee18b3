import type { Evidence } from "~/modules/inference/inference-types";
import type { CopyKind } from "./copy-kinds";
import { DESCRIPTION_LABEL, type CopyFact } from "./product-facts";

export const COPY_PROMPT_VERSION = "copy@1";

type Voice = {
  readonly tone: string;
  readonly wordsToUse: readonly string[];
  readonly wordsToAvoid: readonly string[];
};

const INSTRUCTIONS = `You write texts for products of an online shop.
Say only what the facts say. Leave out every number, material, certificate, origin, effect on health and comparison that is not in them. When little is known, write little.
Answer with the text alone: no headline, no quotation marks, no Markdown, no links, no remarks.`;

const TASKS = {
  description: "a product description of two to four short sentences",
  seo_title: "a title for search results of at most 60 characters that names the product",
  seo_description: "one or two sentences for search results, together at most 150 characters",
  image_alt: "one short sentence that says what the product's picture shows",
} as const satisfies Record<CopyKind, string>;

/** What we say to the model; holds no word of the shop's. */
export function copyInstructions(): string {
  return INSTRUCTIONS;
}

type Wish = {
  readonly kind: CopyKind;
  readonly title: string;
  /** BCP 47, for example "de". */
  readonly locale: string;
  readonly voice: Voice;
  /** What the staff member asked for, if anything. */
  readonly wish?: string | undefined;
};

/** The request in the user's turn: the merchant's own words stay out of our instructions. */
export function copyRequest({ kind, title, locale, voice, wish }: Wish): string {
  const lines = [
    `Write ${TASKS[kind]} for "${title}" in ${languageName(locale)}.`,
    voice.tone && `Tone: ${voice.tone}`,
    voice.wordsToUse.length > 0 && `Words to use where they fit: ${voice.wordsToUse.join(", ")}`,
    voice.wordsToAvoid.length > 0 && `Words to avoid: ${voice.wordsToAvoid.join(", ")}`,
    wish && `Also: ${wish}`,
  ];
  return lines.filter(Boolean).join("\n");
}

/** The facts as the evidence of the call: what every figure of the answer is checked against. */
export function copyEvidence(title: string, url: string, facts: readonly CopyFact[]): Evidence[] {
  const details = facts.filter((fact) => fact.label !== DESCRIPTION_LABEL);
  const today = facts.find((fact) => fact.label === DESCRIPTION_LABEL)?.value;
  const texts = [details.map((fact) => `${fact.label}: ${fact.value}`).join("\n"), today];
  return texts.flatMap((text, index) => (text ? [{ id: String(index + 1), kind: "product", title, url, text }] : []));
}

function languageName(locale: string): string {
  return new Intl.DisplayNames(["en"], { type: "language" }).of(locale) ?? "English";
}
