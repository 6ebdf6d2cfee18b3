import { htmlToCopyText } from "~/modules/commerce/copy-html";
import type { Product } from "~/modules/commerce/commerce-types";
import { factLabel, factValue } from "~/modules/knowledge/format-fact";

/** One fact that a draft may state, with the label that staff see. */
export type CopyFact = { readonly label: string; readonly value: string };

const MAX_FACT_CHARS = 1_500;
// Shopify's name for the one variant of a product without options.
const DEFAULT_VARIANT_TITLE = "Default Title";

/** Label of the fact that holds the product's description as it is today. */
export const DESCRIPTION_LABEL = "Today's description";

/**
 * The allow-listed facts of a product, in the order in which they are shown. Prices and stock change after a text is
 * published, and tags are often internal, so neither is a fact for copy.
 */
export function listFacts(product: Product): CopyFact[] {
  const facts: CopyFact[] = [
    { label: "Title", value: product.title },
    { label: "Brand", value: product.vendor },
    { label: "Product type", value: product.productType },
    { label: "Variants", value: listVariants(product) },
    ...product.facts.map((fact) => ({ label: factLabel(fact.key), value: factValue(fact.value) ?? "" })),
    { label: DESCRIPTION_LABEL, value: htmlToCopyText(product.descriptionHtml) },
  ];
  return facts
    .map((fact) => ({ ...fact, value: fact.value.trim().slice(0, MAX_FACT_CHARS) }))
    .filter((fact) => fact.value !== "");
}

/**
 * The facts as the plain text that a claim is checked against. A label counts as said with its value ("Vegan: yes"), but
 * "Waterproof: no" and "Waterproof: not waterproof" must not support "waterproof".
 */
export function factsText(facts: readonly CopyFact[]): string {
  return facts
    .map(({ label, value }) =>
      isNo(value) ? `not ${label.toLowerCase()}` : DENIAL.test(value) ? value : `${label}: ${value}`,
    )
    .join("\n");
}

const DENIAL = /^(?:not|no|never|without|nicht|kein(?:e[rsmn]?)?|nie|ohne)\b/i;

function isNo(value: string): boolean {
  return /^(?:no|none|nein|keine?|false|n\/a|-+)\.?$/i.test(value.trim());
}

/** "Bark / 37, Slate / 37" as "Bark, Slate; 37": each option's values once. */
function listVariants(product: Product): string {
  const options: Set<string>[] = [];
  for (const { title } of product.variants) {
    if (title === DEFAULT_VARIANT_TITLE) continue;
    title.split(" / ").forEach((value, position) => (options[position] ??= new Set()).add(value));
  }
  return options.map((values) => [...values].join(", ")).join("; ");
}
