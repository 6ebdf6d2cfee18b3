import { foldText } from "./fold-text";

const LANGUAGES = ["en", "de", "fr", "es", "nl"];
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** Codes that are not countries: unions, accents for tests, unknown. */
const NOT_COUNTRIES = new Set(["EU", "EZ", "UN", "XA", "XB", "ZZ"]);

let cached: ReadonlyMap<string, readonly string[]> | null = null;

/** Names of each country in our languages, folded, under each of them: "deutschland" → germany, deutschland, allemagne … */
export function countryNames(): ReadonlyMap<string, readonly string[]> {
  cached ??= new Map(listCountries().flatMap((names) => names.map((name) => [name, names] as const)));
  return cached;
}

function listCountries(): string[][] {
  const tables = LANGUAGES.map((language) => new Intl.DisplayNames([language], { type: "region", fallback: "none" }));
  const codes = [...LETTERS].flatMap((first) => [...LETTERS].map((second) => first + second));
  return codes
    .filter((code) => !NOT_COUNTRIES.has(code))
    .map((code) => [...new Set(tables.flatMap((table) => table.of(code) ?? []).map(foldText))])
    .filter((names) => names.length > 0);
}
