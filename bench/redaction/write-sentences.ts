import { allFakers, type Faker } from "@faker-js/faker";
import type { PersonalType, Span } from "~/modules/inference/redaction/span";
import type { Labelled } from "./labelled.ts";
import { CLEAN, TEMPLATES, type Language } from "./templates.ts";

const SEED = 20_260_101;
const CLEAN_SHARE = 0.4;
const FAKERS: Readonly<Record<Language, Faker>> = {
  en: allFakers.en,
  de: allFakers.de,
  fr: allFakers.fr,
  es: allFakers.es,
  nl: allFakers.nl,
};
const LANGUAGES: readonly Language[] = ["en", "en", "de", "fr", "es", "nl"];
const SLOT = /\{([a-z]+)\}/g;

/** Where names come from: lists that redaction knows as well, or made up of syllables, so that no list helps. */
export type NameSource = "listed" | "unlisted";

/** Messages of shoppers in five languages by our own templates, the same on every run, with what is personal in them. */
export function writeSentences(count: number, names: NameSource): Labelled[] {
  for (const faker of Object.values(FAKERS)) faker.seed(SEED);
  return Array.from({ length: count }, (_, index) => {
    const language = LANGUAGES[index % LANGUAGES.length] ?? "en";
    const faker = FAKERS[language];
    const templates = faker.number.float() < CLEAN_SHARE ? CLEAN[language] : TEMPLATES[language];
    return fill(faker.helpers.arrayElement(templates), faker, names);
  });
}

function fill(template: string, faker: Faker, names: NameSource): Labelled {
  const spans: (Span & { type: PersonalType })[] = [];
  let text = "";
  let end = 0;
  for (const match of template.matchAll(SLOT)) {
    text += template.slice(end, match.index);
    end = match.index + match[0].length;
    const { value, type } = valueOf(match[1] ?? "", faker, names);
    if (type) spans.push({ start: text.length, end: text.length + value.length, type });
    text += value;
  }
  return { text: text + template.slice(end), spans };
}

type Value = { readonly value: string; readonly type?: PersonalType };

function valueOf(slot: string, faker: Faker, names: NameSource): Value {
  const make = MAKERS[slot];
  if (!make) throw new Error(`no value for {${slot}}`);
  return make(faker, names);
}

const digits = (faker: Faker, length: number) => faker.string.numeric({ length, allowLeadingZeros: false });
const firstName = (faker: Faker, names: NameSource) => (names === "listed" ? faker.person.firstName() : coin(faker, 2));
const lastName = (faker: Faker, names: NameSource) => (names === "listed" ? faker.person.lastName() : coin(faker, 3));

const MAKERS: Readonly<Record<string, (faker: Faker, names: NameSource) => Value>> = {
  first: (faker, names) => ({ value: firstName(faker, names), type: "NAME" }),
  last: (faker, names) => ({ value: lastName(faker, names), type: "NAME" }),
  name: (faker, names) => ({ value: `${firstName(faker, names)} ${lastName(faker, names)}`, type: "NAME" }),
  email: (faker) => ({ value: faker.internet.email(), type: "EMAIL" }),
  phone: (faker) => ({
    value: faker.phone.number({ style: faker.helpers.arrayElement(["human", "national", "international"]) }),
    type: "PHONE",
  }),
  card: (faker) => ({
    value: faker.finance.creditCardNumber(faker.helpers.arrayElement(["visa", "mastercard"])),
    type: "CARD",
  }),
  iban: (faker) => ({ value: faker.finance.iban({ formatted: faker.datatype.boolean() }), type: "IBAN" }),
  ip: (faker) => ({ value: faker.datatype.boolean() ? faker.internet.ipv4() : faker.internet.ipv6(), type: "IP" }),
  ssn: (faker) => ({
    value: `${faker.number.int({ min: 100, max: 665 })}-${faker.number.int({ min: 10, max: 99 })}-${faker.number.int({ min: 1000, max: 9999 })}`,
    type: "ID",
  }),
  paper: (faker) => ({
    value: faker.string.alphanumeric({ length: { min: 8, max: 10 }, casing: "upper" }).replace(/^\D*$/, "C01X0006H"),
    type: "ID",
  }),
  nine: (faker) => ({ value: digits(faker, 9), type: "ID" }),
  eleven: (faker) => ({ value: digits(faker, 11), type: "ID" }),
  born: (faker) => ({ value: dateOf(faker), type: "BIRTHDATE" }),
  street: (faker) => ({ value: streetOf(faker), type: "ADDRESS" }),
  postcode: (faker) => ({ value: faker.location.zipCode(), type: "ADDRESS" }),
  password: (faker) => ({
    value: faker.internet.password({ length: 11 }).replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "x") + "7",
    type: "SECRET",
  }),
  key: (faker) => ({ value: `sk_live_${faker.string.alphanumeric(24)}`, type: "SECRET" }),
  order: (faker) => ({ value: digits(faker, faker.number.int({ min: 4, max: 12 })) }),
  sku: (faker) => ({ value: `${faker.string.alpha({ length: 3, casing: "upper" })}-${digits(faker, 5)}` }),
  tracking: (faker) => ({ value: `1Z${faker.string.alphanumeric({ length: 16, casing: "upper" })}` }),
  price: (faker) => ({ value: faker.commerce.price({ max: 500 }) }),
  size: (faker) => ({ value: String(faker.number.int({ min: 34, max: 48 })) }),
  date: (faker) => ({ value: dateOf(faker) }),
  colour: (faker) => ({ value: faker.helpers.arrayElement(["Olive", "Rose", "Amber", "Navy", "Ruby"]) }),
  brand: (faker) => ({
    value: faker.helpers.arrayElement(["Adidas", "Patagonia", "Klarna", "PayPal", "DHL", "Apple Pay"]),
  }),
};

function dateOf(faker: Faker): string {
  const date = faker.date.birthdate().toISOString().slice(0, 10);
  const [year = "", month = "", day = ""] = date.split("-");
  return faker.helpers.arrayElement([date, `${day}.${month}.${year}`, `${day}/${month}/${year}`]);
}

const STREETS: Readonly<Record<string, (faker: Faker, name: string) => string>> = {
  en: (faker, name) =>
    `${faker.number.int({ min: 1, max: 9999 })} ${name} ${faker.helpers.arrayElement(["Street", "Road", "Ave", "Lane", "Drive", "Court", "Blvd"])}`,
  de: (faker, name) =>
    `${name}${faker.helpers.arrayElement(["straße", "weg", "platz", "allee", "gasse", "str."])} ${faker.number.int({ min: 1, max: 180 })}`,
  fr: (faker, name) =>
    `${faker.number.int({ min: 1, max: 180 })} ${faker.helpers.arrayElement(["rue de", "avenue", "boulevard", "chemin du", "place"])} ${name}`,
  es: (faker, name) =>
    `${faker.helpers.arrayElement(["Calle", "Avenida", "Plaza", "C/", "Paseo de"])} ${name}, ${faker.number.int({ min: 1, max: 180 })}`,
  nl: (faker, name) =>
    `${name}${faker.helpers.arrayElement(["straat", "weg", "laan", "plein", "gracht"])} ${faker.number.int({ min: 1, max: 180 })}`,
};

function streetOf(faker: Faker): string {
  const write = STREETS[faker.getMetadata().language ?? "en"] ?? STREETS.en;
  return write?.(faker, coin(faker, 2)) ?? "";
}

const ONSETS = [
  "b",
  "br",
  "d",
  "dr",
  "f",
  "g",
  "gr",
  "h",
  "j",
  "k",
  "kl",
  "l",
  "m",
  "n",
  "p",
  "r",
  "s",
  "st",
  "t",
  "tr",
  "v",
  "w",
  "z",
];
const VOWELS = ["a", "e", "i", "o", "u", "ei", "ou", "aa"];
const CODAS = ["", "n", "l", "r", "s", "k", "m", "rt", "nd"];

/** A word of syllables with a capital; hardly any list has it. */
function coin(faker: Faker, syllables: number): string {
  const pick = (parts: readonly string[]) => faker.helpers.arrayElement(parts);
  const word = Array.from({ length: syllables }, () => pick(ONSETS) + pick(VOWELS)).join("") + pick(CODAS);
  return word[0]?.toUpperCase() + word.slice(1);
}
