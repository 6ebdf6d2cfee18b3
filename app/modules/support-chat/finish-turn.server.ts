import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import { encryptAttachments, encryptBody, turnMessageId } from "./message-crypto.server";
import type { Reply, Turn } from "./turn";

/** Stores a turn's answer under its conversation's key, and the conversation's new state with its audit row. Returns the message's id. */
export async function finishTurn(
  turn: Omit<Turn, "signal">,
  turnId: string,
  said: { text: string; callId: string | null },
  reply: Reply,
): Promise<string> {
  const { shop, conversationId } = turn;
  const id = turnMessageId(conversationId, turnId, "assistant");
  await withTenant(shop, async (tx) => {
    // Erased while it was being answered: there is nothing left to write to, and no key to write with.
    if ((await tx.message.count({ where: { shopId: shop.shopId, id } })) === 0) return;
    const body = await encryptBody(tx, shop, conversationId, id, said.text);
    const attachments = await encryptAttachments(tx, shop, conversationId, id, reply.attachments);
    const data = { body, attachments, status: reply.status, callId: said.callId };
    await tx.message.updateMany({ where: { shopId: shop.shopId, id }, data });
    const state = reply.state ?? turn.state;
    const key = { shopId: shop.shopId, id: conversationId };
    // Somebody of the staff may have taken the conversation over while it was answered: then it stays theirs.
    const handedOver = { state, stateSince: new Date() };
    const isHandedOver =
      state !== turn.state &&
      (await tx.conversation.updateMany({ where: { ...key, state: { not: "human" } }, data: handedOver })).count === 1;
    if (isHandedOver)
      await appendEvent(tx, shop, { type: "conversation.handed_over", payload: { conversationId, state } });
    else await tx.conversation.updateMany({ where: key, data: { updatedAt: new Date() } });
  });
  return id;
}
