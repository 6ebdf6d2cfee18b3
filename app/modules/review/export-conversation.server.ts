import type { TenantRef, TenantTx } from "~/db.server";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { reviewField } from "./review-fields";

/** What staff wrote about a conversation, and why they looked at personal data in it, for the customer's data request. */
export type StaffWords = {
  readonly callId: string;
  readonly kind: "note" | "comment" | "test_case" | "reveal";
  /** Empty for a test case: it is the call itself, kept for later. */
  readonly text: string;
  /** ISO 8601. */
  readonly createdAt: string;
};

/** Notes, comments and reasons of reveals about the calls of one conversation, and which of its calls are test cases; no names of staff. */
export async function exportReviews(tx: TenantTx, shop: TenantRef, conversationId: string): Promise<StaffWords[]> {
  const where = { shopId: shop.shopId, conversationId };
  const words: StaffWords[] = [];
  const calls = await tx.modelCall.findMany({ where, select: { id: true } });
  const callIds = calls.map(({ id }) => id);
  for (const { callId, note, updatedAt } of await tx.callReview.findMany({
    where: { shopId: shop.shopId, callId: { in: callIds }, note: { not: null } },
  })) {
    const field = reviewField({ table: "call_review", column: "note" }, callId, conversationId);
    const text = note ? await decryptField(tx, shop, field, note) : "";
    words.push({ callId, kind: "note", text, createdAt: updatedAt.toISOString() });
  }
  for (const { id, callId, body, createdAt } of await tx.reviewComment.findMany({ where })) {
    const field = reviewField({ table: "review_comment", column: "body" }, id, conversationId);
    const text = await decryptField(tx, shop, field, body);
    words.push({ callId, kind: "comment", text, createdAt: createdAt.toISOString() });
  }
  for (const row of await tx.callReveal.findMany({ where: { shopId: shop.shopId, callId: { in: callIds } } })) {
    const field = { table: "call_reveal", column: "reason", row: row.id, subject: row.subject };
    const text = await decryptField(tx, shop, field, row.reason);
    words.push({ callId: row.callId, kind: "reveal", text, createdAt: row.revealedAt.toISOString() });
  }
  for (const { callId, createdAt } of await tx.testCase.findMany({ where }))
    words.push({ callId, kind: "test_case", text: "", createdAt: createdAt.toISOString() });
  return words.sort((a, b) => a.createdAt.localeCompare(b.createdAt));
}
