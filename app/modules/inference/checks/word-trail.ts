/** As many of our words in their order do not come about by chance. */
const TRAIL_WORDS = 8;
/** So many words of another text may stand between two of ours. */
const MAX_GAP_WORDS = 2;

type Step = { readonly words: number; readonly at: number };

/** Where each word of a row stands in it; made once for all texts that are followed along the row. */
export type WordPlaces = ReadonlyMap<string, readonly number[]>;

/** The places of a row's words, the last first: in that order one word of a text is not counted twice. */
export function placeWords(row: readonly string[]): WordPlaces {
  return Map.groupBy([...row.keys()].toReversed(), (place) => row[place] ?? "");
}

/** Follows a text along a row of words, also where others stand between them or one of them is left out. */
export class WordTrail {
  readonly #places: WordPlaces;
  readonly #steps: (Step | undefined)[] = [];
  #at = 0;

  constructor(places: WordPlaces) {
    this.#places = places;
  }

  /** More words of the text; gives the places of the row where enough of it has been said. */
  follow(words: readonly string[]): number[] {
    return words.flatMap((word) => {
      this.#at += 1;
      return (this.#places.get(word) ?? []).filter((place) => this.#step(place) >= TRAIL_WORDS);
    });
  }

  #step(place: number): number {
    const reached = [this.#steps[place - 1], this.#steps[place - 2]].flatMap((step) =>
      step !== undefined && step.at < this.#at && this.#at - step.at <= MAX_GAP_WORDS + 1 ? [step.words] : [],
    );
    const words = 1 + Math.max(0, ...reached);
    this.#steps[place] = { words, at: this.#at };
    return words;
  }
}
