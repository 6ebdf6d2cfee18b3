import { z } from "zod";
import { checkText, type CopyRules } from "./check-text";
import { CopyFlag } from "./claims";
import { endsSentence, splitSentences } from "./sentences";

/** A sentence that a draft left out, with why. */
export const RemovedSentence = z.object({
  /** Empty when it was held back by the check of the model call, which keeps it to the log. */
  text: z.string(),
  flags: z.array(CopyFlag),
  /** That check's reason, a WithheldReason. */
  heldBack: z.string().optional(),
});

export type RemovedSentence = z.infer<typeof RemovedSentence>;

export type Filtered = { readonly text: string; readonly removed: readonly RemovedSentence[] };

export type ClaimFilter = {
  /** Takes the next piece of the model's answer; gives back the sentences that are whole and free of claims. */
  push(piece: string): Filtered;
  /** Gives back what is left when the answer has ended. */
  end(): Filtered;
};

/** Lets whole sentences through while a draft streams in, and holds back each that claims what the facts do not say or that repeats another. */
export function createClaimFilter(rules: CopyRules): ClaimFilter {
  const seen = new Set<string>();
  let waiting = "";
  const judge = (sentences: readonly string[]): Filtered => {
    const kept: string[] = [];
    const removed: RemovedSentence[] = [];
    for (const sentence of sentences) {
      const flags = checkText(sentence, rules);
      if (flags.length > 0) removed.push({ text: sentence.trim(), flags });
      else if (!isRepeated(sentence, seen)) kept.push(sentence);
    }
    return { text: kept.join(""), removed };
  };
  return {
    push(piece) {
      const sentences = splitSentences(waiting + piece).map((sentence) => sentence.text);
      waiting = endsSentence(sentences.at(-1) ?? "") ? "" : (sentences.pop() ?? "");
      return judge(sentences);
    },
    end() {
      const sentences = splitSentences(waiting).map((sentence) => sentence.text);
      waiting = "";
      return judge(sentences);
    },
  };
}

/** Small models fall into loops: the same sentence says nothing new. */
function isRepeated(sentence: string, seen: Set<string>): boolean {
  const key = sentence
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  if (key === "") return false;
  if (seen.has(key)) return true;
  seen.add(key);
  return false;
}
