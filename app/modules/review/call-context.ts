/** One message of a conversation. */
export type ContextTurn = {
  readonly id: string;
  readonly author: string;
  readonly status: string;
  /** Null when it is not shown: no model was asked since, so nothing has looked for the customer's own data in it. */
  readonly text: string | null;
  /** The call that the answer came of; null when no model was asked. */
  readonly callId: string | null;
  /** ISO 8601. */
  readonly createdAt: string;
  /** It is the answer of the call that is looked at. */
  readonly isThis: boolean;
};

const TURNS_BEFORE = 6;
const TURNS_AFTER = 4;

/** The messages around a call's answer, or around its time when the answer is none of them (a look-up, or an answer that was lost). */
export function turnsAround(
  turns: readonly Omit<ContextTurn, "isThis">[],
  call: { readonly id: string; readonly createdAt: string },
): { turns: ContextTurn[]; before: number; after: number } {
  const own = turns.findIndex(({ callId }) => callId === call.id);
  const later = turns.findIndex(({ createdAt }) => createdAt > call.createdAt);
  const at = own === -1 ? (later === -1 ? turns.length - 1 : later) : own;
  const start = Math.max(0, at - TURNS_BEFORE);
  const end = Math.min(turns.length, at + TURNS_AFTER + 1);
  const shown = turns.slice(start, end).map((turn) => ({ ...turn, isThis: turn.callId === call.id }));
  return { turns: shown, before: start, after: turns.length - end };
}

/**
 * Whether a message went through redaction, which knows the customer's name and addresses: it is an answer of a call, or the conversation's
 * last chat call (ISO 8601; null for none) was made with it.
 */
export function wasRedacted(
  { callId, createdAt }: Pick<ContextTurn, "callId" | "createdAt">,
  lastCallAt: string | null,
): boolean {
  return callId !== null || (lastCallAt !== null && createdAt <= lastCallAt);
}
