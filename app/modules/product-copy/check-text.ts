import { findAvoidedWords, findClaims, type CopyFlag } from "./claims";

/** What a text is checked against. */
export type CopyRules = {
  /** The product's facts as one plain text (`factsText`). */
  readonly facts: string;
  readonly wordsToAvoid: readonly string[];
};

/** Everything in a text that staff should look at before it is published, from left to right. */
export function checkText(text: string, rules: CopyRules): CopyFlag[] {
  return [...findClaims(text, rules.facts), ...findAvoidedWords(text, rules.wordsToAvoid)].sort(
    (a, b) => a.start - b.start,
  );
}
