import type { PersonalType } from "~/modules/inference/redaction/span";

/** Merchants' words for each kind of personal data. */
export const PERSONAL_WORDS: Readonly<Record<PersonalType, string>> = {
  NAME: "Name",
  EMAIL: "Email address",
  PHONE: "Phone number",
  ADDRESS: "Address",
  CARD: "Payment card",
  IBAN: "Bank account (IBAN)",
  ID: "Identity or account number",
  IP: "Network address",
  BIRTHDATE: "Date of birth",
  SECRET: "Password or key",
};

const DETECTORS: Readonly<Record<string, string>> = {
  known: "The customer's own details",
  name_cue: "A word for a name before it",
  name_title: "A title before it",
  name_list: "Known first and last names",
  first_name: "A known name",
  greeting: "A greeting",
  signature: "The end of the message",
  vocative: "Someone is spoken to",
  luhn: "Check digit of a card",
  card_cue: "A word for a card before it",
  card_masked: "A card with hidden digits",
  iban: "Check digits of an IBAN",
  iban_cue: "The word IBAN before it",
  named_id: "A word for an account or paper before it",
  birth_cue: "A word for birth beside it",
  password_cue: "A word for a password before it",
  login_cue: "A word for a log-in before it",
  beside_email: "Beside an email address",
  address_cue: "A word for an address before it",
  address_block: "Lines of an address",
  residence: "A word for living there",
  postcode: "A postal code and its place",
  postcode_cue: "A word for a postal code before it",
  phone_cue: "A word for a phone before it",
  phone_international: "An international number",
  phone_national: "A number of this country",
  phone_grouping: "Grouped as a phone number",
};

/** How a detector knew, in a few words; its own name, readable, where there are none. */
export function detectorWords(detector: string): string {
  const words = DETECTORS[detector] ?? detector.replaceAll("_", " ");
  return words[0]?.toUpperCase() + words.slice(1);
}
