import { readFileSync } from "node:fs";
import { z } from "zod";

type Translated = { translations: Record<string, Partial<Record<string, string>>> };
export type Tree = { [key: string]: string | Tree };
/** Texts by dotted paths, as locale files hold them. */
export const Tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), Tree])));

const LANGUAGES = ["en", "de"] as const;

const dictionaries = new Map(
  LANGUAGES.map((language) => [
    language as string,
    Tree.parse(JSON.parse(readFileSync(new URL(`./locales/${language}.json`, import.meta.url), "utf8"))),
  ]),
);

/** Text of a translatable object in a locale, or its own when there is no translation. */
export function textIn(object: Translated, locale: string, key: string, own: string): string {
  return object.translations[locale]?.[key] || own;
}

/** Value at a dotted path of a tree of texts; null when there is none. */
export function findText(tree: Tree, path: string): string | null {
  let node: string | Tree | undefined = tree;
  for (const part of path.split(".")) node = typeof node === "object" ? node[part] : undefined;
  return typeof node === "string" ? node : null;
}

/** A printable value as text; anything else, such as an object, is none. */
export function asText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** Fills `{{ name }}` in a text. */
export function fillText(text: string, values: Record<string, unknown>): string {
  return text.replace(/{{\s*(\w+)\s*}}/g, (_whole, name: string) => asText(values[name]));
}

/** A text of the theme in the locale's language, else in English; null when neither has it. */
export function findThemeText(locale: string, path: string): string | null {
  const language = locale.slice(0, 2);
  for (const tree of [dictionaries.get(language), dictionaries.get("en")]) {
    const text = tree && findText(tree, path);
    if (text) return text;
  }
  return null;
}
