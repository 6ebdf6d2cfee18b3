import { z } from "zod";

const TranslationEntry = z.object({ key: z.string(), value: z.string().nullable() });

/** One aliased list of translations for each language. */
export function translationLists(locales: readonly string[]): string {
  return locales
    .map((locale) => `${translationAlias(locale)}: translations(locale: ${JSON.stringify(locale)}) { key value }`)
    .join(" ");
}

/** Translated texts of a node by Shopify's key; empty when there are none in the language. */
export function translationsOf(node: Record<string, unknown>, locale: string): Partial<Record<string, string>> {
  const entries = z.array(TranslationEntry).safeParse(node[translationAlias(locale)]);
  return Object.fromEntries((entries.data ?? []).flatMap(({ key, value }) => (value ? [[key, value]] : [])));
}

/** Name of the alias under which a node's translations of a language come back. */
function translationAlias(locale: string): string {
  return `translations_${locale.replace("-", "_")}`;
}
