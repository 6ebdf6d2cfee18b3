import type { Judgement } from "~/modules/review/judgement";

/** Judgements in the order of their keys, with Polaris' badge tones. */
export const JUDGEMENT_WORDS: readonly {
  readonly value: Judgement;
  readonly label: string;
  readonly tone: "success" | "warning" | "critical";
  readonly key: string;
}[] = [
  { value: "good", label: "Good", tone: "success", key: "1" },
  { value: "wrong", label: "Wrong", tone: "warning", key: "2" },
  { value: "unsafe", label: "Unsafe", tone: "critical", key: "3" },
];

/** A judgement as a badge shows it; null for none. */
export function judgementWords(judgement: string | null) {
  return JUDGEMENT_WORDS.find(({ value }) => value === judgement) ?? null;
}
