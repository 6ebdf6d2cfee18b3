import { LruMap } from "~/lib/lru-map";
import { comparable, squash } from "./comparable";

/** As many of our words in a row do not come about by chance. */
const SHINGLE_WORDS = 8;
/** So many characters of a secret, in any of its codings, give it away. */
const SECRET_GRAM_CHARS = 8;
/** Every run of our words of GRAM + STRIDE letters holds one gram that is looked for. */
const GRAM_CHARS = 24;
const STRIDE_CHARS = 4;
const BASE64_SHIFTS = 3;
const MAX_KEPT_PROMPTS = 50;

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
  readonly #own: OwnWords;
  readonly #secretGrams: GramSet;
  readonly #evidence: readonly string[];
  #lastWords: string[] = [];
  #lastChars = "";

  constructor({ guarded, secrets, evidence }: LeakSources) {
    this.#own = kept.get(guarded, () => compileOwnWords(guarded));
    this.#secretGrams = new GramSet(SECRET_GRAM_CHARS);
    for (const form of secrets.flatMap(codings)) this.#secretGrams.addAll(form, 1);
    this.#evidence = evidence;
  }

  /** Whether the text (`comparable`), together with what came right before it, repeats our prompt. Each text is asked about once, in order. */
  reveals(text: string): boolean {
    const words = [...this.#lastWords, ...wordsOf(text)];
    const chars = this.#lastChars + squash(text);
    this.#lastWords = words.slice(1 - SHINGLE_WORDS);
    this.#lastChars = chars.slice(1 - GRAM_CHARS);
    return (
      this.#secretGrams.findIn(chars).length > 0 ||
      shingles(words).some(
        (shingle) => this.#own.shingles.has(shingle) && !this.#known.words.includes(` ${shingle} `),
      ) ||
      this.#own.grams.findIn(chars).some((gram) => !this.#known.chars.includes(gram))
    );
  }

  /** What may be said although it also stands in our words; only read when something was found. */
  get #known(): { words: string; chars: string } {
    const texts = this.#evidence.map(comparable);
    return { words: ` ${texts.flatMap(wordsOf).join(" ")} `, chars: texts.map(squash).join(" ") };
  }
}

type OwnWords = { readonly shingles: ReadonlySet<string>; readonly grams: GramSet };

/** Our words change with a feature and a language, not with a call. */
const kept = new LruMap<string, OwnWords>(MAX_KEPT_PROMPTS);

function compileOwnWords(guarded: string): OwnWords {
  const grams = new GramSet(GRAM_CHARS);
  for (const form of codings(guarded)) grams.addAll(form, STRIDE_CHARS);
  return { shingles: new Set(shingles(wordsOf(comparable(guarded)))), grams };
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

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

const HASH_SIZE = 0x10000;

/** Pieces of one length that are looked for in a text; a table of their first signs spares most look-ups. */
class GramSet {
  readonly #chars: number;
  readonly #grams = new Set<string>();
  readonly #starts = new Uint8Array(HASH_SIZE);

  constructor(chars: number) {
    this.#chars = chars;
  }

  /** Adds every `stride`th piece of the text. */
  addAll(text: string, stride: number): void {
    for (let index = 0; index + this.#chars <= text.length; index += stride) {
      const gram = text.slice(index, index + this.#chars);
      this.#grams.add(gram);
      this.#starts[startOf(gram, 0)] = 1;
    }
  }

  /** The pieces that stand in a text. */
  findIn(text: string): string[] {
    const found: string[] = [];
    for (let index = 0; index + this.#chars <= text.length; index += 1) {
      if (this.#starts[startOf(text, index)] !== 1) continue;
      const gram = text.slice(index, index + this.#chars);
      if (this.#grams.has(gram)) found.push(gram);
    }
    return found;
  }
}

const startOf = (text: string, index: number) =>
  (text.charCodeAt(index) * 251 + text.charCodeAt(index + 1) * 13 + text.charCodeAt(index + 2)) & (HASH_SIZE - 1);
