import { comparable, squash } from "./comparable";

/** As many of our words in a row do not come about by chance. */
const SHINGLE_WORDS = 8;
/** So many characters of a secret, in any of its codings, give it away. */
const SECRET_GRAM_CHARS = 8;
/** Every run of our words of GRAM + STRIDE letters holds one gram that is looked for. */
const GRAM_CHARS = 24;
const STRIDE_CHARS = 8;
const BASE64_SHIFTS = 3;

export type LeakSources = {
  /** Our own words in the prompt. */
  readonly guarded: string;
  /** Random words of this call. */
  readonly secrets: readonly string[];
  /** What may be said although it also stands in our words. */
  readonly evidence: readonly string[];
};

/**
 * Notices when an answer repeats our prompt: word by word, with anything between the letters, backwards, in base64, hex or ROT13, also over
 * several sentences.
 */
export class LeakGuard {
  readonly #shingles: ReadonlySet<string>;
  readonly #secretGrams: ReadonlySet<string>;
  readonly #grams: ReadonlySet<string>;
  #lastWords: string[] = [];
  #lastChars = "";

  constructor({ guarded, secrets, evidence }: LeakSources) {
    const allowed = new Set(evidence.flatMap((text) => shingles(wordsOf(text))));
    const allowedChars = evidence.map((text) => squash(comparable(text))).join(" ");
    const unlessAllowed = (grams: readonly string[]) => new Set(grams.filter((gram) => !allowedChars.includes(gram)));
    this.#shingles = new Set(shingles(wordsOf(guarded)).filter((shingle) => !allowed.has(shingle)));
    this.#secretGrams = unlessAllowed(secrets.flatMap(codings).flatMap((form) => grams(form, SECRET_GRAM_CHARS, 1)));
    this.#grams = unlessAllowed(codings(guarded).flatMap((form) => grams(form, GRAM_CHARS, STRIDE_CHARS)));
  }

  /** Whether the text, together with what came right before it, repeats our prompt. Each text is asked about once, in order. */
  reveals(text: string): boolean {
    const words = [...this.#lastWords, ...wordsOf(text)];
    const chars = this.#lastChars + squash(text);
    this.#lastWords = words.slice(1 - SHINGLE_WORDS);
    this.#lastChars = chars.slice(1 - GRAM_CHARS);
    return (
      shingles(words).some((shingle) => this.#shingles.has(shingle)) ||
      holdsGram(chars, this.#secretGrams, SECRET_GRAM_CHARS) ||
      holdsGram(chars, this.#grams, GRAM_CHARS)
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

/** A text in each way in which it could be given away, as small letters and digits. */
function codings(text: string): string[] {
  if (text === "") return [];
  const plain = squash(comparable(text));
  const bytes = Buffer.from(text);
  const base64 = Array.from({ length: BASE64_SHIFTS }, (_, shift) =>
    // The first and last signs also depend on what stands beside the text.
    squash(
      Buffer.concat([Buffer.alloc(shift), bytes])
        .toString("base64")
        .slice(shift === 0 ? 0 : 4, -4),
    ),
  );
  const reversed = [...plain].reverse().join("");
  return [plain, reversed, rot13(plain), bytes.toString("hex"), [...bytes].join(""), ...base64];
}

const rot13 = (text: string) =>
  text.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 84) % 26) + 97));

function grams(text: string, chars: number, stride: number): string[] {
  const found: string[] = [];
  for (let index = 0; index + chars <= text.length; index += stride) found.push(text.slice(index, index + chars));
  return found;
}

function holdsGram(text: string, wanted: ReadonlySet<string>, chars: number): boolean {
  if (wanted.size === 0) return false;
  for (let index = 0; index + chars <= text.length; index += 1)
    if (wanted.has(text.slice(index, index + chars))) return true;
  return false;
}
