import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { staffIdOf } from "~/modules/tenancy/staff-id";
import { chatClosed, takenBySomebody } from "./chat-conflict.server";
import { lockStaffChat } from "./staff-conversation.server";

/**
 * Makes the member of staff who acts the one who answers a chat: the assistant is mute from now on. Whoever had it on the page that they saw
 * may be replaced knowingly; somebody else by now is a conflict.
 * @throws AppError `not_found`, `conflict`.
 */
export function takeOverChat(shop: ShopContext, id: string, seenHolder: string | null): Promise<void> {
  return withTenant(shop, async (tx) => {
    const { row, state } = await lockStaffChat(tx, shop, id);
    const me = staffIdOf(shop);
    const holder = state === "human" ? row.takenBy : null;
    if (state === "closed") throw chatClosed();
    if (holder === me) return;
    if (holder !== null && holder !== seenHolder) throw await takenBySomebody(tx, shop, holder);
    await tx.conversation.updateMany({
      where: { shopId: shop.shopId, id: row.id },
      data: { state: "human", stateSince: new Date(), takenBy: me },
    });
    const payload = { conversationId: row.id, from: holder };
    await appendEvent(tx, shop, { type: "conversation.taken_over", payload });
  });
}
