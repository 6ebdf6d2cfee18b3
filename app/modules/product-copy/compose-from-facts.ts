import { COPY_FIELDS, type CopyKind } from "./copy-kinds";
import { DESCRIPTION_LABEL, type CopyFact } from "./product-facts";
import { countCharacters, fitToLimit } from "./text-limits";

const BASIC_LABELS: ReadonlySet<string> = new Set(["Title", "Brand", "Product type", "Variants", DESCRIPTION_LABEL]);
const ENOUGH_FOR_SEARCH_CHARS = 50;

/**
 * A plain text made of nothing but the facts, for when the model gives none. It uses the merchant's words and their
 * order only, so that it reads the same in every language.
 */
export function composeFromFacts(facts: readonly CopyFact[], kind: CopyKind): string {
  return fitToLimit(compose(facts, kind), COPY_FIELDS[kind].limit);
}

function compose(facts: readonly CopyFact[], kind: CopyKind): string {
  const [title, brand, type] = ["Title", "Brand", "Product type"].map((label) => valueOf(facts, label));
  switch (kind) {
    case "description":
      return composeDescription(facts);
    case "seo_title":
      return joinWithinLimit([title, type, brand], " | ", COPY_FIELDS.seo_title.limit);
    case "seo_description":
      return composeSearchText(facts);
    case "image_alt":
      return joinWithinLimit([title, type, brand], ", ", COPY_FIELDS.image_alt.limit);
  }
}

function composeDescription(facts: readonly CopyFact[]): string {
  const today = valueOf(facts, DESCRIPTION_LABEL);
  const opening = today === "" ? headline(facts) : today;
  const items = listDetails(facts).filter((fact) => !today.toLowerCase().includes(fact.value.toLowerCase()));
  const list = items.map((fact) => `- ${fact.label}: ${fact.value}`).join("\n");
  return [opening, list].filter((part) => part !== "").join("\n\n");
}

function composeSearchText(facts: readonly CopyFact[]): string {
  const { limit } = COPY_FIELDS.seo_description;
  const opening = fitToLimit(valueOf(facts, DESCRIPTION_LABEL).replace(/\s+/g, " "), limit);
  if (countCharacters(opening) >= ENOUGH_FOR_SEARCH_CHARS) return opening;
  const details = listDetails(facts).map((fact) => `${fact.label}: ${fact.value}.`);
  return joinWithinLimit([opening === "" ? headline(facts) : opening, ...details], " ", limit);
}

function headline(facts: readonly CopyFact[]): string {
  const about = ["Product type", "Brand"].map((label) => valueOf(facts, label)).filter((value) => value !== "");
  return [valueOf(facts, "Title"), about.join(", ")].filter((part) => part !== "").join(". ") + ".";
}

function listDetails(facts: readonly CopyFact[]): CopyFact[] {
  return facts.filter((fact) => !BASIC_LABELS.has(fact.label));
}

function valueOf(facts: readonly CopyFact[], label: string): string {
  return facts.find((fact) => fact.label === label)?.value ?? "";
}

/** The parts from the start that fit, each said once. */
function joinWithinLimit(parts: readonly (string | undefined)[], separator: string, limit: number): string {
  let joined = "";
  for (const part of parts) {
    if (!part || joined.toLowerCase().includes(part.toLowerCase())) continue;
    const longer = joined === "" ? part : joined + separator + part;
    if (countCharacters(longer) > limit && joined !== "") break;
    joined = longer;
  }
  return joined;
}
