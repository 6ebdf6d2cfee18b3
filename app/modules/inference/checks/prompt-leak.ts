import { LruMap } from "~/lib/lru-map";
import { comparable, foldWords, squash } from "./comparable";
import { placeWords, WordTrail, type WordPlaces } from "./word-trail";

/** Speaks of what it was told to do, in whatever words it then repeats it. */
const OWN_ORDERS =
  /(?<![a-z])(?:my (?:\w+ )?(?:instructions?|prompts?|directives?|guidelines)|(?:system|hidden|initial) (?:prompt|instructions?)|i(?: was| am| have been|'m|'ve been) (?:\w+ )?(?:told|instructed|asked|ordered|supposed|programmed|configured|prompted) to|meine? (?:\w+ )?(?:anweisung(?:en)?|instruktion(?:en)?|vorgaben?)|system-?prompts?|mir wurde (?:\w+ )?(?:gesagt|aufgetragen)|ich (?:wurde|bin) (?:angewiesen|beauftragt|programmiert)|mes (?:instructions|consignes)|on m'a (?:dit|demande|ordonne)|je suis cense|mis (?:instrucciones|ordenes)|(?:me han|se me ha) (?:dicho|pedido|indicado|ordenado)|mijn (?:instructies?|opdracht)|mij is (?:gezegd|opgedragen))(?![a-z])/;
/** "I can't share my instructions." repeats none. */
const REFUSES = /^[^,:;–—]*(?:can't|cannot|can not|not able|won't|nicht|pas|no puedo|niet)[^,:;–—]*$/;
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
 * Notices when an answer repeats our prompt: word by word, also with other words between ours or from the last to the first, with anything
 * between the letters, backwards, in base64, hex or ROT13, and over several sentences.
 */
export class LeakGuard {
  readonly #own: OwnWords;
  readonly #secretGrams: GramSet;
  readonly #evidence: readonly string[];
  readonly #trails: readonly WordTrail[];
  #lastChars = "";

  constructor({ guarded, secrets, evidence }: LeakSources) {
    this.#own = kept.get(guarded, () => compileOwnWords(guarded));
    this.#secretGrams = new GramSet(SECRET_GRAM_CHARS);
    for (const form of secrets.flatMap(codings)) this.#secretGrams.addAll(form, 1);
    this.#evidence = evidence;
    this.#trails = this.#own.wordOrders.map((places) => new WordTrail(places));
  }

  /** Whether the text (`comparable`), together with what came right before it, repeats our prompt. Each text is asked about once, in order. */
  reveals(text: string): boolean {
    const words = wordsOf(text);
    const chars = this.#lastChars + squash(text);
    this.#lastChars = chars.slice(1 - GRAM_CHARS);
    // Each trail reads every text, whatever another has found.
    const trails = this.#trails.map((trail, order) => ({ order, found: trail.follow(words) }));
    return (
      this.#tellsOrders(text) ||
      this.#secretGrams.findIn(chars).length > 0 ||
      trails.some(({ order, found }) => found.some((end) => !this.#isSaidByEvidence(order, end))) ||
      this.#areUnstated(this.#own.grams.findIn(chars))
    );
  }

  #tellsOrders(text: string): boolean {
    const folded = foldWords(text);
    const [told] = OWN_ORDERS.exec(folded) ?? [];
    if (told === undefined || REFUSES.test(folded)) return false;
    return !this.#evidence.some((stated) => foldWords(comparable(stated)).includes(told));
  }

  #areUnstated(grams: readonly string[]): boolean {
    if (grams.length === 0) return false;
    const stated = this.#evidence.map((text) => squash(comparable(text))).join(" ");
    return grams.some((gram) => !stated.includes(gram));
  }

  /** What may be said although it also stands in our words; only read when something was found. */
  #isSaidByEvidence(order: number, end: number): boolean {
    return this.#evidence.some((text) =>
      new WordTrail(this.#own.wordOrders[order] ?? new Map()).follow(wordsOf(comparable(text))).includes(end),
    );
  }
}

type OwnWords = { readonly wordOrders: readonly WordPlaces[]; readonly grams: GramSet };

/** Our words change with a feature and a language, not with a call. */
const kept = new LruMap<string, OwnWords>(MAX_KEPT_PROMPTS);

function compileOwnWords(guarded: string): OwnWords {
  const grams = new GramSet(GRAM_CHARS);
  for (const form of codings(guarded)) grams.addAll(form, STRIDE_CHARS);
  const words = wordsOf(comparable(guarded));
  return { wordOrders: [words, words.toReversed()].map(placeWords), grams };
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

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
