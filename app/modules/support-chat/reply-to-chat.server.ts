import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { staffIdOf } from "~/modules/tenancy/staff-id";
import { requireHolder } from "./chat-conflict.server";
import { encryptBody, turnMessageId } from "./message-crypto.server";
import { lockStaffChat } from "./staff-conversation.server";

type Reply = {
  /** The same one again is the same reply. */
  readonly replyId: string;
  /** Shown to the shopper as plain text. */
  readonly text: string;
};

/**
 * Says something to the shopper as the shop, encrypted under the conversation's key like all that is said in it. Only who has taken the chat
 * over may.
 * @throws AppError `not_found`, `conflict`.
 */
export function replyToChat(shop: ShopContext, id: string, { replyId, text }: Reply): Promise<void> {
  return withTenant(shop, async (tx) => {
    const { shopId } = shop;
    const { row, state } = await lockStaffChat(tx, shop, id);
    const messageId = turnMessageId(row.id, replyId, "staff");
    const key = { shopId, id: messageId };
    if ((await tx.message.count({ where: key })) > 0) return;
    await requireHolder(tx, shop, { state, holder: row.takenBy });
    const body = await encryptBody(tx, shop, row.id, messageId, text);
    const written = { author: "staff", staffId: staffIdOf(shop) };
    await tx.message.create({ data: { ...key, conversationId: row.id, turnId: replyId, ...written, body } });
    await tx.conversation.updateMany({ where: { shopId, id: row.id }, data: { updatedAt: new Date() } });
    const payload = { conversationId: row.id, message: messageId };
    await appendEvent(tx, shop, { type: "conversation.answered", payload });
  });
}
