import type { DataClass } from "./data-classes";

/** Whom data can be about. */
export const PEOPLE = {
  customers: "Customers who are logged in while they chat",
  guests: "Visitors who chat without logging in",
  staff: "The merchant’s staff",
} as const;

export type People = keyof typeof PEOPLE;

/** Why data is processed. */
export const PURPOSES = {
  chat: "Answering questions in the shop’s support chat",
  review: "Reviewing what the language model was asked and what it said",
  copy: "Writing and publishing product texts",
  rights: "Answering people who ask for their data or its erasure",
  security: "Keeping the app safe, within its limits and accountable",
} as const;

export type ProcessingPurpose = keyof typeof PURPOSES;

/**
 * personal: says something about a person. pseudonym: a number or keyed hash that stands for one. secret: a key or token.
 * Encrypted ones are AES-256-GCM; "hash" is keyed and cannot be turned back.
 */
type ColumnFacts = readonly [
  kind: "personal" | "pseudonym" | "secret",
  protection: "encrypted" | "hash" | "plain",
  what: string,
];

export type TableFacts = {
  readonly what: string;
  readonly purpose: ProcessingPurpose;
  readonly people: readonly People[];
  /** Columns with anything about a person, and secrets. */
  readonly columns: Readonly<Record<string, ColumnFacts>>;
  /** The other columns that could hold text: they hold none about a person. Numbers, times and our own ids are not listed. */
  readonly plain: readonly string[];
  /** A class of the merchant's retention, or in words. */
  readonly kept: DataClass | { readonly words: string };
};

export const AS_LONG = { words: "as long as the app is installed" };

/** Holds nothing about a person. */
export function technical(what: string, plain: readonly string[]): TableFacts {
  return { what, purpose: "security", people: [], columns: {}, plain, kept: AS_LONG };
}
