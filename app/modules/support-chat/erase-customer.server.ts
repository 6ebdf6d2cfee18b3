import type { TenantTx } from "~/db.server";
import { appendEvent, type ActingTenant } from "~/modules/audit/append-event.server";
import { destroySubjects } from "~/modules/vault/destroy-subject.server";
import { subjectOf } from "./shopper";

/**
 * Erases a customer's conversations: their keys (call records become unreadable with them), their rows, and what counts their use.
 * Returns counts.
 */
export async function eraseCustomer(
  tx: TenantTx,
  shop: ActingTenant,
  customerHash: Uint8Array<ArrayBuffer>,
): Promise<Record<string, number>> {
  const { shopId } = shop;
  const conversations = await tx.conversation.findMany({
    where: { shopId, customerHash },
    select: { id: true, _count: { select: { messages: true } } },
  });
  const ids = conversations.map(({ id }) => id);
  const subjects = ids.map(subjectOf);
  const calls = await tx.modelCall.count({ where: { shopId, conversationId: { in: ids } } });
  await destroySubjects(tx, shop, subjects);
  await tx.conversation.deleteMany({ where: { shopId, customerHash } });
  await tx.budgetScope.deleteMany({ where: { shopId, scope: { in: subjects } } });
  if (subjects.length > 0) await appendEvent(tx, shop, { type: "subject_keys.destroyed", payload: { subjects } });
  const messages = conversations.reduce((sum, { _count }) => sum + _count.messages, 0);
  return { conversations: conversations.length, messages, calls };
}
