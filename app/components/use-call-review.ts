import type { Judgement } from "~/modules/review/judgement";
import type { ReviewAction } from "~/modules/review/review-action";
import type { ReviewState } from "~/modules/review/review-state";
import { shownReview, type DeskEntry } from "./review-desk";
import type { ReviewDesk } from "./use-review-desk";

/** One call's review: what is shown, and what may be done with it. */
export type CallReview = {
  readonly callId: string;
  readonly entry: DeskEntry;
  /** With what is being saved in place of what is stored. */
  readonly review: ReviewState;
  readonly write: (field: "note" | "comment", text: string) => void;
  readonly send: (action: ReviewAction) => Promise<boolean>;
  readonly judge: (judgement: Judgement | null) => Promise<boolean>;
  readonly saveNote: () => Promise<boolean>;
  readonly undo: () => Promise<boolean>;
  readonly assign: (to: string | null) => Promise<boolean>;
  readonly addComment: () => Promise<boolean>;
};

/** Binds a desk to one of its calls. While something is being saved, nothing else of the same call is. */
export function useCallReview(desk: ReviewDesk, callId: string, initial: ReviewState): CallReview {
  const entry = desk.entryOf(callId, initial);
  const { stored, note, comment, saving, before } = entry;
  const send = (action: ReviewAction) => (saving ? Promise.resolve(false) : desk.send(callId, initial, action));
  const judge = (judgement: Judgement | null, words = note) =>
    send({ intent: "judge", judgement, note: words.trim(), version: stored.version });
  return {
    callId,
    entry,
    review: shownReview(entry),
    write: (field, text) => desk.write(callId, initial, field, text),
    send,
    judge: (judgement) => judge(judgement),
    saveNote: () => judge(stored.judgement),
    undo: () => (before ? judge(before.judgement, before.note) : Promise.resolve(false)),
    assign: (to) => send({ intent: "assign", to, was: stored.assignedTo?.id ?? null }),
    addComment: () => send({ intent: "comment", id: crypto.randomUUID(), text: comment.trim() }),
  };
}
