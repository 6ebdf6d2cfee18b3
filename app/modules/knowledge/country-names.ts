import { foldText } from "./fold-text";

const LANGUAGES = ["en", "de", "fr", "es", "nl"];
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** Codes that are not countries: unions, accents for tests, unknown. */
const NOT_COUNTRIES = new Set(["EU", "EZ", "UN", "XA", "XB", "ZZ"]);

/** What people say besides the full name. */
const ALSO_CALLED: Readonly<Record<string, readonly string[]>> = {
  US: ["usa", "u s a", "america", "amerika", "the states"],
  GB: ["uk", "u k", "great britain", "britain", "england", "scotland", "wales", "grossbritannien", "schottland"],
  NL: ["holland"],
  CZ: ["czech republic"],
  AE: ["uae"],
};

/** Members (european-union.europa.eu, "EU countries", 2026), by ISO 3166-1 alpha-2. */
const EU_MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" ");
/** The concept of the European Union; see concepts.ts. */
const EU = "eu";

let cached: ReadonlyMap<string, readonly string[]> | null = null;

/** Names of each country in our languages, folded, under each of them: "deutschland" → germany, deutschland, allemagne … */
export function countryNames(): ReadonlyMap<string, readonly string[]> {
  cached ??= new Map(listCountries().flatMap((names) => names.map((name) => [name, names] as const)));
  return cached;
}

/** True for the first word of a country's name: no others need be looked up. */
export function beginsCountry(word: string): boolean {
  firstWords ??= new Set([...countryNames().keys()].map((name) => name.split(" ")[0] ?? ""));
  return firstWords.has(word);
}

let firstWords: ReadonlySet<string> | null = null;

/** True for the concept of a union of countries. */
export const isUnion = (concept: string) => concept === EU;

/** The concept of the union that a country, by its first name of `countryNames`, belongs to; null for none. */
export function unionOf(country: string): string | null {
  members ??= new Set(EU_MEMBERS.map((code) => foldText(namesIn("en").of(code) ?? code)));
  return members.has(country) ? EU : null;
}

let members: ReadonlySet<string> | null = null;

const namesIn = (language: string) => new Intl.DisplayNames([language], { type: "region", fallback: "none" });

function listCountries(): string[][] {
  const tables = LANGUAGES.map(namesIn);
  const codes = [...LETTERS].flatMap((first) => [...LETTERS].map((second) => first + second));
  return codes
    .filter((code) => !NOT_COUNTRIES.has(code))
    .map((code) => [
      ...new Set([...tables.flatMap((table) => table.of(code) ?? []).map(foldText), ...(ALSO_CALLED[code] ?? [])]),
    ])
    .filter((names) => names.length > 0);
}
