import { isSameWord, plain, stem, words } from "./words";

const NEGATORS = new Set(
  "not no never without neither nor nicht kein keine keinen keinem keiner keines nie niemals ohne weder pas jamais sans aucun aucune nunca sin ningun ninguna niet geen nooit zonder".split(
    " ",
  ),
);
/** These turn the whole sentence around, wherever they stand: "sale items are excluded from returns", "Waterproof: no". */
const EXCLUDERS =
  /:\s*(?:no|nein|non|nee)$|\bexclu\p{L}*|\bexcept\b|\bunable\b|\bsold out\b|\bout of stock\b|\bunavailable\b|\bnon-?\p{L}+able\b|\bausgeschlossen\b|\bausgenommen\b|\bausverkauft\b|\bausser\b|\bepuise|\bsauf\b|\bsalvo\b|\bagotado|\buitgesloten\b|\buitverkocht\b/u;
/** "not … but …": what follows is affirmed again. */
const TURNS_BACK = new Set(["but", "sondern", "aber", "mais", "sino", "pero", "maar"]);

/** True for a word that denies what comes after it. */
export const isNegator = (word: string) => NEGATORS.has(word);

export type StatedWord = { readonly word: string; readonly negated: boolean };

/** The words of a sentence as stems, each with whether the sentence denies it. */
export function statedWords(sentence: string): StatedWord[] {
  const excluded = EXCLUDERS.test(plain(sentence).trim().replace(/\.$/, ""));
  return plain(sentence)
    .split(/[,;:.!?()–—]+(?:\s|$)/)
    .flatMap((clause) => statedInClause(clause, excluded));
}

function statedInClause(clause: string, excluded: boolean): StatedWord[] {
  let negated = excluded;
  return words(clause).map((word) => {
    if (NEGATORS.has(word)) negated = true;
    else if (TURNS_BACK.has(word)) negated = excluded;
    return { word: stem(word), negated };
  });
}

/** A heading such as "What cannot come back" denies what stands below it: that may be quoted with it, but not retold. */
export function deniesInTitle({ title }: { readonly title: string }): boolean {
  return words(title).some((word) => NEGATORS.has(word)) || EXCLUDERS.test(plain(title));
}

export type Polarity = "affirmed" | "denied" | "mixed" | "unknown";

/** Whether the sentences affirm or deny the words (stems); "unknown" when they name none of them. */
export function polarityOf(asked: readonly string[], sentences: readonly string[]): Polarity {
  const stated = sentences.flatMap(statedWords).filter(({ word }) => asked.some((other) => isSameWord(word, other)));
  if (stated.length === 0) return "unknown";
  if (stated.every(({ negated }) => negated)) return "denied";
  return stated.some(({ negated }) => negated) ? "mixed" : "affirmed";
}

/** True when one sentence denies a word (stem) that the other affirms. */
export function contradicts(claim: string, source: string, about: readonly string[]): boolean {
  return about.some((word) => {
    if (NEGATORS.has(word)) return false;
    const claimed = polarityOf([word], [claim]);
    const stated = polarityOf([word], [source]);
    return claimed !== "unknown" && stated !== "unknown" && claimed !== stated;
  });
}

/** How a sentence answers in its first word: "yes", "no", or null. */
export function leadingAnswer(sentence: string): "yes" | "no" | null {
  const first = words(sentence)[0];
  if (first === undefined) return null;
  if (["yes", "ja", "oui", "si", "yeah", "absolutely", "certainly", "sure"].includes(first)) return "yes";
  return ["no", "nein", "non", "nee"].includes(first) && /^\P{L}*\p{L}+[,.:;!–-]/u.test(sentence) ? "no" : null;
}
