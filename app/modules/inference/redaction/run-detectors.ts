import { isBrand } from "./brands";
import { detectAddressBlocks } from "./detect-address-block";
import { detectAddressFields } from "./detect-address-field";
import { detectBirthDates } from "./detect-birth-date";
import { detectCards } from "./detect-card";
import { detectCuedAddresses, detectPostcodes, detectResidences } from "./detect-cued-address";
import { detectCuedNames, detectTitledNames } from "./detect-name-cue";
import { detectEmails } from "./detect-email";
import { detectIbans } from "./detect-iban";
import { detectIps } from "./detect-ip";
import { detectListedNames } from "./detect-name";
import { detectLogins } from "./detect-login";
import { detectNamedIds } from "./detect-named-id";
import { detectNationalIds } from "./detect-national-id";
import { detectPhones } from "./detect-phone";
import { detectSecrets } from "./detect-secret";
import { detectStreets } from "./detect-street";
import { readNameTokens } from "./name-tokens";
import type { PersonalSpan } from "./span";
import { isPlaceName } from "./word-lists";

/** Every detector but those of names; the surest first, because the first of two equally long spans gives the type. */
export function runDetectors(text: string, countries: readonly string[]): PersonalSpan[] {
  const found = [...detectEmails(text), ...detectSecrets(text), ...detectLogins(text), ...detectResidences(text)];
  // The others all want digits, and most messages have none.
  if (!/\d/.test(text)) return found;
  return [
    ...found,
    ...detectIbans(text),
    ...detectCards(text),
    ...detectNationalIds(text),
    ...detectNamedIds(text),
    ...detectIps(text),
    ...detectBirthDates(text),
    ...detectStreets(text),
    ...detectCuedAddresses(text),
    ...detectAddressBlocks(text),
    ...detectAddressFields(text),
    ...detectPostcodes(text, isPlaceName),
    ...detectPhones(text, countries),
  ];
}

/** Names by their surroundings and by lists. */
export function runNameDetectors(text: string): PersonalSpan[] {
  return withoutBrands(text, [...detectCuedNames(text), ...detectListedNames(readNameTokens(text))]);
}

/** Only what someone says to be a name is one in spite of a brand. */
const withoutBrands = (text: string, spans: readonly PersonalSpan[]) =>
  spans.filter(({ detector, start }) => detector === "name_cue" || !isBrand(text, start));

/** Names of which the text itself leaves no doubt: beside a title, or of parts that the lists know. */
export function runSureNameDetectors(text: string): PersonalSpan[] {
  const listed = detectListedNames(readNameTokens(text)).filter(({ detector }) => detector === "name_list");
  return withoutBrands(text, [...detectTitledNames(text), ...listed]);
}
