import type { Judgement } from "~/modules/review/judgement";
import { markPlaceholders } from "~/modules/review/marked-text";
import type { ReviewAction } from "~/modules/review/review-action";
import type { ReviewState } from "~/modules/review/review-state";

export type ReviewProblem = {
  /** "conflict": somebody else was quicker; what they did is shown. */
  readonly kind: "failed" | "conflict";
  readonly message: string;
  /** What was not saved, to be tried again. */
  readonly action: ReviewAction;
};

/** One call on a reviewer's desk: what is stored, what they are writing, and what is on its way. */
export type DeskEntry = {
  /** As the server last told. */
  readonly stored: ReviewState;
  readonly note: string;
  readonly comment: string;
  readonly saving: ReviewAction | null;
  readonly problem: ReviewProblem | null;
  /** What the last saved judgement took the place of. */
  readonly before: { readonly judgement: Judgement | null; readonly note: string } | null;
  /** What stands in the words that were saved last in place of personal data: "[EMAIL_1]". */
  readonly replaced: { readonly field: "note" | "comment"; readonly placeholders: readonly string[] } | null;
};

export type DeskEvent =
  | { readonly type: "write"; readonly field: "note" | "comment"; readonly text: string }
  | { readonly type: "send"; readonly action: ReviewAction }
  | { readonly type: "saved"; readonly action: ReviewAction; readonly review: ReviewState }
  | { readonly type: "conflict"; readonly action: ReviewAction; readonly review: ReviewState }
  | { readonly type: "failed"; readonly action: ReviewAction; readonly message: string };

/** A call as it lies on the desk at first. */
export function openEntry(stored: ReviewState): DeskEntry {
  return { stored, note: stored.note, comment: "", saving: null, problem: null, before: null, replaced: null };
}

/** What happens to a call on the desk. What the reviewer has written is only ever cleared by a save that held it. */
export function changeEntry(entry: DeskEntry, event: DeskEvent): DeskEntry {
  switch (event.type) {
    case "write":
      return { ...entry, [event.field]: event.text };
    case "send":
      return { ...entry, saving: event.action, problem: null, replaced: null };
    case "saved":
      return takeSaved(entry, event);
    case "conflict": {
      const message = `${describeStored(event.review)} Nothing of it was overwritten; save again to put yours in its place.`;
      const problem = { kind: "conflict", message, action: withVersion(event.action, event.review) } as const;
      return { ...entry, stored: event.review, saving: null, problem };
    }
    case "failed":
      return { ...entry, saving: null, problem: { kind: "failed", message: event.message, action: event.action } };
  }
}

function takeSaved(entry: DeskEntry, { action, review }: Extract<DeskEvent, { type: "saved" }>): DeskEntry {
  const saved = { ...entry, stored: review, saving: null, problem: null, replaced: findReplaced(action, review) };
  if (action.intent === "judge") {
    const { judgement, note } = entry.stored;
    // Written on while the save was on its way: that is kept.
    const isUntouched = entry.note.trim() === action.note.trim();
    return { ...saved, before: { judgement, note }, note: isUntouched ? review.note : entry.note };
  }
  if (action.intent === "comment" && entry.comment.trim() === action.text.trim()) return { ...saved, comment: "" };
  return saved;
}

/** Which placeholders are kept that the writer did not write. */
function findReplaced(action: ReviewAction, review: ReviewState): DeskEntry["replaced"] {
  const words =
    action.intent === "judge"
      ? ({ field: "note", sent: action.note, kept: review.note } as const)
      : action.intent === "comment"
        ? ({
            field: "comment",
            sent: action.text,
            kept: review.comments.find(({ id }) => id === action.id)?.text,
          } as const)
        : null;
  const added = markPlaceholders(words?.kept ?? "").filter(
    ({ kind, text }) => kind === "placeholder" && !words?.sent.includes(text),
  );
  const placeholders = [...new Set(added.map(({ text }) => text))];
  return words && placeholders.length > 0 ? { field: words.field, placeholders } : null;
}

/** The same action, made of what is stored now. */
function withVersion(action: ReviewAction, review: ReviewState): ReviewAction {
  if (action.intent === "judge") return { ...action, version: review.version };
  if (action.intent === "assign") return { ...action, was: review.assignedTo?.id ?? null };
  return action;
}

function describeStored({ judgement, judgedBy, assignedTo }: ReviewState): string {
  if (judgement && judgedBy) return `${judgedBy.name} has judged this answer ${judgement} meanwhile.`;
  return assignedTo ? `${assignedTo.name} has this call by now.` : "Somebody else has changed this review meanwhile.";
}

/** What the page shows: what is stored, with what is being saved in its place. */
export function shownReview({ stored, saving }: DeskEntry): ReviewState {
  switch (saving?.intent) {
    case "judge":
      return { ...stored, judgement: saving.judgement };
    case "assign": {
      const to = stored.staff.find(({ id }) => id === saving.to) ?? null;
      return { ...stored, assignedTo: to };
    }
    case "resolve":
      return { ...stored, resolvedAt: stored.resolvedAt ?? new Date(0).toISOString() };
    case "reopen":
      return { ...stored, resolvedAt: null };
    case "add_test":
      return { ...stored, isInTestSet: true };
    default:
      return stored;
  }
}

/** Nobody needs to look at it any more. */
export const isDone = (review: ReviewState) => review.judgement !== null || review.resolvedAt !== null;
