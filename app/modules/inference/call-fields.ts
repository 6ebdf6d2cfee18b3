import type { FieldRef } from "~/modules/vault/vault-types";
import { callSubject } from "./call-subject";

export const CALL_COLUMNS = ["request", "response", "released", "evidence"] as const;

export type CallColumn = (typeof CALL_COLUMNS)[number];

/** The place of one encrypted value of a call. */
export function callField(callId: string, column: CallColumn, conversationId: string | null | undefined): FieldRef {
  const subject = callSubject(conversationId);
  return { table: "model_call", column, row: callId, ...(subject === undefined ? {} : { subject }) };
}
