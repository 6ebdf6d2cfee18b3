import type { CopyFlag } from "./claims";
import type { RemovedSentence } from "./claim-filter";
import type { CopyKind } from "./copy-kinds";

export const DRAFT_STATES = [
  "drafting",
  "ready",
  "failed",
  "publishing",
  "published",
  "undoing",
  "undone",
  "discarded",
] as const;

export type DraftState = (typeof DRAFT_STATES)[number];

export const DRAFT_NOTES = [
  "model_failed",
  "model_unavailable",
  "model_busy",
  "model_timeout",
  "refused",
  "withheld",
  "not_useful",
  "cut",
  "stopped",
  "interrupted",
  "budget_exceeded",
  "failed",
] as const;

/** Why a draft is not simply what the model wrote. */
export type DraftNote = (typeof DRAFT_NOTES)[number];

/** One draft of one text of one product. */
export type CopyDraft = {
  readonly id: string;
  readonly productId: string;
  readonly productTitle: string;
  readonly kind: CopyKind;
  readonly state: DraftState;
  /** The field as Shopify stored it when the draft was made (HTML for a description). */
  readonly baseText: string;
  /** Plain text: the edited one if there is one. */
  readonly text: string;
  readonly edited: boolean;
  readonly flags: readonly CopyFlag[];
  readonly removed: readonly RemovedSentence[];
  readonly note: DraftNote | null;
  /** The model call in LLM logs; null when none was made. */
  readonly callId: string | null;
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
  /** The field as Shopify stored it after publishing. */
  readonly publishedText: string | null;
};

const NOT_COMPOSED: ReadonlySet<DraftNote> = new Set(["cut", "stopped", "interrupted", "budget_exceeded", "failed"]);

/** Says whether the text was composed from the facts because the model gave none that could be used. */
export function isComposed(note: DraftNote | null): boolean {
  return note !== null && !NOT_COMPOSED.has(note);
}
