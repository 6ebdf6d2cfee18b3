import { comparable, squash } from "./evidence-facts";

/** As many of our words in a row do not come about by chance. */
const SHINGLE_WORDS = 8;
const MIN_SQUASHED_SECRET = 6;

export type LeakSources = {
  /** Our own words in the prompt. */
  readonly guarded: string;
  /** Random words of this call. */
  readonly secrets: readonly string[];
  /** What may be said although it also stands in our words. */
  readonly evidence: readonly string[];
};

/** Notices when an answer repeats our prompt, also when it does so over several sentences. */
export class LeakGuard {
  readonly #shingles: ReadonlySet<string>;
  readonly #secrets: readonly string[];
  #lastWords: string[] = [];
  #lastChars = "";

  constructor({ guarded, secrets, evidence }: LeakSources) {
    const allowed = new Set(evidence.flatMap((text) => shingles(wordsOf(text))));
    this.#shingles = new Set(shingles(wordsOf(guarded)).filter((shingle) => !allowed.has(shingle)));
    this.#secrets = secrets
      .map((secret) => squash(comparable(secret)))
      .filter((secret) => secret.length >= MIN_SQUASHED_SECRET);
  }

  /** Whether the text, together with what came right before it, repeats our prompt. Each text is asked about once, in order. */
  reveals(text: string): boolean {
    const words = [...this.#lastWords, ...wordsOf(text)];
    const chars = this.#lastChars + squash(text);
    const longest = Math.max(0, ...this.#secrets.map((secret) => secret.length));
    this.#lastWords = words.slice(1 - SHINGLE_WORDS);
    this.#lastChars = longest > 1 ? chars.slice(1 - longest) : "";
    const reversed = [...chars].reverse().join("");
    return (
      shingles(words).some((shingle) => this.#shingles.has(shingle)) ||
      this.#secrets.some((secret) => chars.includes(secret) || reversed.includes(secret))
    );
  }
}

const wordsOf = (text: string) =>
  comparable(text)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

function shingles(words: readonly string[]): string[] {
  return words.slice(SHINGLE_WORDS - 1).map((_, index) => words.slice(index, index + SHINGLE_WORDS).join(" "));
}
