import type { CallOutcome } from "~/modules/inference/inference-types";
import { COPY_FIELDS, type CopyKind } from "./copy-kinds";
import type { DraftNote } from "./copy-draft";
import { composeFromFacts } from "./compose-from-facts";
import type { CopyFact } from "./product-facts";
import { countCharacters, fitToLimit } from "./text-limits";
import { dropUnfinished, tidyDraft } from "./tidy-draft";

type Answer = {
  readonly kind: CopyKind;
  readonly facts: readonly CopyFact[];
  /** What was let through of the model's answer. */
  readonly text: string;
  /** Sentences left out by the claim check. */
  readonly removed: number;
  /** Null when the reader left before the call had ended. */
  readonly outcome: Pick<CallOutcome, "state" | "finishReason" | "errorCode" | "withheld"> | null;
};

export type Judgement = {
  readonly state: "ready" | "failed";
  readonly text: string;
  /** Why the text is not simply the model's; null when it is. */
  readonly note: DraftNote | null;
};

const LEAST_USEFUL_CHARS = {
  description: 40,
  seo_title: 10,
  seo_description: 40,
  image_alt: 8,
} as const satisfies Record<CopyKind, number>;
const REFUSAL =
  /\b(?:as an ai|language model|i (?:can(?:no|')t|am unable|am sorry)|i['’]m (?:sorry|unable)|als ki|ich kann (?:nicht|leider))\b/i;

/** Decides what becomes of an answer: the model's text, what had arrived of it, or a text composed from the facts. */
export function judgeDraft(answer: Answer): Judgement {
  const { kind, facts, outcome } = answer;
  const text = finishText(answer);
  const isUseful = isUsefulText(text, kind, facts);
  const stopped = outcome === null || outcome.errorCode === "aborted";
  if (stopped)
    return isUseful ? { state: "ready", text, note: "stopped" } : { state: "failed", text: "", note: "stopped" };
  if (isUseful && outcome.state === "complete") return { state: "ready", text, note: null };
  if (isUseful && outcome.state === "cut") return { state: "ready", text, note: "cut" };
  return { state: "ready", text: composeFromFacts(facts, kind), note: reasonToCompose(answer) };
}

function finishText({ text, kind, outcome }: Answer): string {
  const tidy = tidyDraft(text, kind);
  const whole = outcome?.finishReason === "stop" || kind === "seo_title" ? tidy : dropUnfinished(tidy);
  return fitToLimit(whole, COPY_FIELDS[kind].limit);
}

/** A text of some length that is about this product and no refusal. */
function isUsefulText(text: string, kind: CopyKind, facts: readonly CopyFact[]): boolean {
  if (countCharacters(text) < LEAST_USEFUL_CHARS[kind] || REFUSAL.test(text)) return false;
  const names = facts
    .filter((fact) => fact.label === "Title" || fact.label === "Product type")
    .map((fact) => fact.value);
  const words = names.flatMap((name) => name.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
  const said = text.toLowerCase();
  return words.length === 0 || words.some((word) => said.includes(word.replace(/(?:es|s)$/, "")));
}

function reasonToCompose({ outcome, removed }: Answer): DraftNote {
  if (outcome?.errorCode && outcome.errorCode !== "aborted") return outcome.errorCode;
  if (outcome?.state === "refused") return "refused";
  return removed > 0 || (outcome?.withheld.length ?? 0) > 0 ? "withheld" : "not_useful";
}
