import type { TenantTx } from "~/db.server";
import { appendEvent, type ActingTenant } from "~/modules/audit/append-event.server";
import { destroySubjects } from "~/modules/vault/destroy-subject.server";
import { subjectOf } from "./shopper";

/**
 * Erases conversations: their keys (call records become unreadable with them), their rows, and what counts their use.
 * @returns how many of each kind there were
 */
export async function eraseConversations(
  tx: TenantTx,
  shop: ActingTenant,
  conversationIds: readonly string[],
): Promise<Record<string, number>> {
  const { shopId } = shop;
  const ids = [...conversationIds];
  const subjects = ids.map(subjectOf);
  const ofThem = { shopId, conversationId: { in: ids } };
  const [calls, messages] = [await tx.modelCall.count({ where: ofThem }), await tx.message.count({ where: ofThem })];
  await destroySubjects(tx, shop, subjects);
  const { count: conversations } = await tx.conversation.deleteMany({ where: { shopId, id: { in: ids } } });
  await tx.budgetScope.deleteMany({ where: { shopId, scope: { in: subjects } } });
  if (subjects.length > 0) await appendEvent(tx, shop, { type: "subject_keys.destroyed", payload: { subjects } });
  return { conversations, messages, calls };
}
