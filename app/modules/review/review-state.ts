import type { Judgement } from "./judgement";

export type StaffRef = { readonly id: string; readonly name: string };

export type ReviewComment = {
  readonly id: string;
  readonly author: StaffRef;
  readonly text: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** The reader wrote it, and may take it back. */
  readonly isOwn: boolean;
};

/** What staff have made of one call so far. */
export type ReviewState = {
  readonly judgement: Judgement | null;
  readonly note: string;
  readonly judgedBy: StaffRef | null;
  /** ISO 8601. */
  readonly judgedAt: string | null;
  readonly version: number;
  readonly assignedTo: StaffRef | null;
  readonly resolvedBy: StaffRef | null;
  /** ISO 8601; null while it is open. */
  readonly resolvedAt: string | null;
  readonly comments: readonly ReviewComment[];
  /** Placeholders stand for personal data in note and comments: the reader may not reveal it. */
  readonly isMasked: boolean;
  readonly isInTestSet: boolean;
  /** Who looks: "assign to me". */
  readonly me: StaffRef | null;
  /** Whom it can be given to. */
  readonly staff: readonly StaffRef[];
};
