import { getCountries, type CountryCode } from "libphonenumber-js/min";
import { fold } from "./fold-text";

const LANGUAGES = ["en", "de", "fr", "es", "nl", "it"];

let countries: ReadonlySet<string> | undefined;

/** A country alone says little of a person, and questions about shipping need it. */
export function isCountry(text: string): boolean {
  countries ??= new Set(LANGUAGES.flatMap((language) => countryNames(language)));
  return countries.has(fold(text));
}

function countryNames(language: string): string[] {
  const names = new Intl.DisplayNames([language], { type: "region" });
  return getCountries().flatMap((code: CountryCode) => [fold(code), fold(names.of(code) ?? code)]);
}
