import type { TenantRef, TenantTx } from "~/db.server";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { reviewField } from "./review-fields";

type Written = { readonly callId: string; readonly text: string; readonly createdAt: string };

/** What staff wrote about the calls of one customer's conversations, for the customer's data request; test cases by their calls. */
export async function exportCustomer(
  tx: TenantTx,
  shop: TenantRef,
  customerHash: Uint8Array<ArrayBuffer>,
): Promise<{ notes: Written[]; comments: Written[]; testCases: string[] }> {
  const { shopId } = shop;
  const conversations = await tx.conversation.findMany({ where: { shopId, customerHash }, select: { id: true } });
  const ofConversations = { shopId, conversationId: { in: conversations.map(({ id }) => id) } };
  const calls = await tx.modelCall.findMany({ where: ofConversations, select: { id: true, conversationId: true } });
  const byCall = new Map(calls.map(({ id, conversationId }) => [id, conversationId]));
  const reviews = await tx.callReview.findMany({
    where: { shopId, callId: { in: [...byCall.keys()] }, note: { not: null } },
  });
  const notes: Written[] = [];
  for (const { callId, note, updatedAt } of reviews) {
    const field = reviewField({ table: "call_review", column: "note" }, callId, byCall.get(callId) ?? null);
    if (note)
      notes.push({ callId, text: await decryptField(tx, shop, field, note), createdAt: updatedAt.toISOString() });
  }
  const comments: Written[] = [];
  for (const row of await tx.reviewComment.findMany({ where: ofConversations, orderBy: { createdAt: "asc" } })) {
    const field = reviewField({ table: "review_comment", column: "body" }, row.id, row.conversationId);
    const text = await decryptField(tx, shop, field, row.body);
    comments.push({ callId: row.callId, text, createdAt: row.createdAt.toISOString() });
  }
  const cases = await tx.testCase.findMany({ where: ofConversations, select: { callId: true } });
  return { notes, comments, testCases: cases.map(({ callId }) => callId) };
}
