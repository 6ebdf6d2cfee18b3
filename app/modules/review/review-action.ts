import { z } from "zod";
import { Judgement } from "./judgement";

export const MAX_NOTE_CHARS = 2_000;
export const MAX_COMMENT_CHARS = 4_000;
const MAX_STAFF_ID_CHARS = 40;

const StaffId = z.string().regex(/^\d+$/, "is not a staff member's number").max(MAX_STAFF_ID_CHARS);

/** What staff may do with one call. */
export const ReviewAction = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("judge"),
    /** Null takes a judgement back. */
    judgement: Judgement.nullable(),
    note: z.string().trim().max(MAX_NOTE_CHARS),
    /** Of the judgement that the reader saw. */
    version: z.number().int().min(0),
  }),
  z.object({
    intent: z.literal("assign"),
    /** Null: to nobody. */
    to: StaffId.nullable(),
    /** Who had it when the reader looked. */
    was: StaffId.nullable(),
  }),
  /** `id` is the browser's, so that one comment sent twice is one. */
  z.object({ intent: z.literal("comment"), id: z.uuid(), text: z.string().trim().min(1).max(MAX_COMMENT_CHARS) }),
  z.object({ intent: z.literal("remove_comment"), id: z.uuid() }),
  z.object({ intent: z.literal("resolve") }),
  z.object({ intent: z.literal("reopen") }),
  z.object({ intent: z.literal("add_test") }),
]);

export type ReviewAction = z.infer<typeof ReviewAction>;

/** A change, or why there was none: somebody else was quicker. */
export type ReviewResult = { readonly ok: true } | { readonly ok: false; readonly reason: "conflict" };
