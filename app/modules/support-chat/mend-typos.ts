import { conceptWords } from "~/modules/knowledge/concepts";
import { isStopWord, plain } from "./words";

const MIN_LETTERS = 3;
/** Shorter words have too many neighbours that mean something else. */
const MIN_SUBJECT_LETTERS = 5;

/**
 * The question with words that nobody knows replaced by the one known word that is a slip of the finger away: a letter too many, too few, wrong,
 * or two in the wrong order. `vocabulary` is what the shop's texts say. For a second try, when the question as it stands finds nothing.
 */
export function mendTypos(question: string, vocabulary: readonly string[]): string {
  const subjects = new Set([...vocabulary, ...conceptWords()].map(plain).filter((word) => /^\p{L}{4,}$/u.test(word)));
  return question.replace(/\p{L}+/gu, (written) => {
    const word = plain(written);
    if (word.length < MIN_LETTERS || subjects.has(word) || isStopWord(word)) return written;
    if (word.length >= MIN_SUBJECT_LETTERS) {
      const meant = [...subjects].find((known) => known[0] === word[0] && isOneSlipAway(word, known));
      if (meant !== undefined) return meant;
    }
    // Only a word that is left out anyway may come out of so few letters.
    return isSlipOfStopWord(word) ? "" : written;
  });
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

function isSlipOfStopWord(word: string): boolean {
  return word.length < MIN_SUBJECT_LETTERS && [...LETTERS].some((letter) => isStopWord(`${word}${letter}`));
}

/** One letter added, left out or replaced, or two neighbours swapped. */
export function isOneSlipAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  const start = [...a].findIndex((letter, index) => letter !== b[index]);
  const at = start < 0 ? a.length : start;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  if (restA.length > restB.length) return restA.slice(1) === restB;
  if (restA.length < restB.length) return restB.slice(1) === restA;
  const isSwapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return restA.slice(1) === restB.slice(1) || isSwapped;
}
