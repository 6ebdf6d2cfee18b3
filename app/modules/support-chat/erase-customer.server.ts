import type { TenantTx } from "~/db.server";
import { appendEvent, type ActingTenant } from "~/modules/audit/append-event.server";
import { destroySubject } from "~/modules/vault/destroy-subject.server";
import { subjectOf } from "./shopper";

/** Erases a customer's conversations: their keys first (call records become unreadable with them), then their rows. Returns counts. */
export async function eraseCustomer(
  tx: TenantTx,
  shop: ActingTenant,
  customerHash: Uint8Array<ArrayBuffer>,
): Promise<Record<string, number>> {
  const where = { shopId: shop.shopId, customerHash };
  const conversations = await tx.conversation.findMany({
    where,
    select: { id: true, _count: { select: { messages: true } } },
  });
  for (const { id } of conversations) await destroySubject(tx, shop, subjectOf(id));
  await tx.conversation.deleteMany({ where });
  const subjects = conversations.map(({ id }) => subjectOf(id));
  if (subjects.length > 0) await appendEvent(tx, shop, { type: "subject_keys.destroyed", payload: { subjects } });
  const messages = conversations.reduce((sum, { _count }) => sum + _count.messages, 0);
  return { conversations: conversations.length, messages };
}
