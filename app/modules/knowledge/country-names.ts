import { EU_MEMBERS, listCountryNames } from "~/lib/countries";
import { foldText } from "./fold-text";

const LANGUAGES = ["en", "de", "fr", "es", "nl"];

/** What people say besides the full name. */
const ALSO_CALLED: Readonly<Record<string, readonly string[]>> = {
  US: ["usa", "u s a", "america", "amerika", "the states"],
  GB: ["uk", "u k", "great britain", "britain", "england", "scotland", "wales", "grossbritannien", "schottland"],
  NL: ["holland"],
  CZ: ["czech republic"],
  AE: ["uae"],
};

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
  members ??= new Set(listCountryNames("en").flatMap(([code, name]) => (EU_MEMBERS.has(code) ? [foldText(name)] : [])));
  return members.has(country) ? EU : null;
}

let members: ReadonlySet<string> | null = null;

function listCountries(): string[][] {
  const byCode = Map.groupBy(LANGUAGES.flatMap(listCountryNames), ([code]) => code);
  return [...byCode].map(([code, names]) => [
    ...new Set([...names.map(([, name]) => foldText(name)), ...(ALSO_CALLED[code] ?? [])]),
  ]);
}
