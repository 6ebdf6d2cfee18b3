import { callSubject } from "~/modules/inference/call-subject";
import type { FieldRef } from "~/modules/vault/vault-types";

type Place =
  | { readonly table: "call_review"; readonly column: "note" }
  | { readonly table: "review_comment"; readonly column: "body" }
  | { readonly table: "test_case"; readonly column: "body" };

/** Where a text about a call is stored: under its conversation's key, or the shop's own when it has none. */
export function reviewField(place: Place, row: string, conversationId: string | null): FieldRef {
  const subject = callSubject(conversationId);
  return { ...place, row, ...(subject === undefined ? {} : { subject }) };
}
