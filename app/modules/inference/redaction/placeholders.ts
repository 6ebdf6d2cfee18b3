import { z } from "zod";
import { fold } from "./fold-text";
import { PERSONAL_TYPES, type PersonalType } from "./span";

/** Placeholder of redaction, such as [EMAIL_1]. */
export const PLACEHOLDER = /\[([A-Z]{2,12})_(\d{1,4})\]/g;

/** Anything that a reader or a model could take for one: also with other brackets, spaces or small letters. */
const LOOKALIKE = new RegExp(
  `[\\[({<⟦【]\\s*(?:${PERSONAL_TYPES.join("|")})\\s*[_ -]\\s*\\d{1,6}\\s*[\\])}>⟧】]`,
  "gi",
);

const MAX_ENTRIES = 500;

const Entry = z.object({ type: z.enum(PERSONAL_TYPES), number: z.number().int().positive(), value: z.string() });

/** What is kept of a conversation's placeholders, encrypted. */
export const SavedPlaceholders = z.array(Entry).max(MAX_ENTRIES);

export type SavedPlaceholders = z.infer<typeof SavedPlaceholders>;

/** The placeholders of one conversation: the same value always has the same one. */
export class Placeholders {
  readonly #entries: SavedPlaceholders;
  readonly #byKey = new Map<string, string>();
  readonly #values = new Map<string, string>();
  #changed = false;

  constructor(saved: SavedPlaceholders = []) {
    this.#entries = [...saved];
    for (const entry of saved) this.#index(entry);
  }

  /** The placeholder of a value; a conversation with very many gets one that cannot be restored. */
  for(type: PersonalType, value: string): string {
    const known = this.#byKey.get(keyOf(type, value));
    if (known !== undefined) return known;
    if (this.#entries.length >= MAX_ENTRIES) return `[${type}]`;
    const number = this.#entries.filter((entry) => entry.type === type).length + 1;
    const entry = { type, number, value };
    this.#entries.push(entry);
    this.#changed = true;
    return this.#index(entry);
  }

  /** The value behind a placeholder of this conversation; null for any other text. */
  find(placeholder: string): string | null {
    return this.#values.get(placeholder) ?? null;
  }

  /** Whether this conversation knows the value, however it is written. */
  knows(type: PersonalType, value: string): boolean {
    return this.#byKey.has(keyOf(type, value));
  }

  get changed(): boolean {
    return this.#changed;
  }

  get saved(): SavedPlaceholders {
    return this.#entries;
  }

  #index(entry: SavedPlaceholders[number]): string {
    const placeholder = `[${entry.type}_${entry.number}]`;
    this.#byKey.set(keyOf(entry.type, entry.value), placeholder);
    this.#values.set(placeholder, entry.value);
    return placeholder;
  }
}

/** Makes text that only looks like a placeholder into text that is none, so that nobody can ask for what stands behind one. */
export function defuseLookalikes(text: string): { text: string; count: number } {
  let count = 0;
  const defused = text.replace(LOOKALIKE, (match) => {
    count += 1;
    return match
      .slice(1, -1)
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, " ");
  });
  return { text: defused, count };
}

/** Numbers are the same however they are grouped, secrets only as they are; other values apart from case, diacritics and spaces. */
function keyOf(type: PersonalType, value: string): string {
  if (type === "SECRET") return `${type}:${value}`;
  const isNumber = type === "PHONE" || type === "CARD" || type === "IBAN" || type === "ID";
  return `${type}:${isNumber ? fold(value).replace(/[^a-z0-9+]/g, "") : fold(value).replace(/\s+/g, " ").trim()}`;
}
