const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
/** Codes that are not countries: unions, accents for tests, unknown. */
const NOT_COUNTRIES = new Set(["EU", "EZ", "UN", "XA", "XB", "ZZ"]);
const CODES = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(
  (code) => !NOT_COUNTRIES.has(code),
);

/** Members (european-union.europa.eu, "EU countries", 2026), by ISO 3166-1 alpha-2. */
export const EU_MEMBERS: ReadonlySet<string> = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
);

/** Every country's ISO 3166-1 alpha-2 code with its name in a language, as ICU knows it. It takes some milliseconds: keep what it gives. */
export function listCountryNames(language: string): (readonly [code: string, name: string])[] {
  const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
  return CODES.flatMap((code) => {
    const name = names.of(code);
    return name === undefined ? [] : [[code, name] as const];
  });
}
