import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { requireHolder } from "./chat-conflict.server";
import { lockStaffChat } from "./staff-conversation.server";

const EVENTS = { assistant: "conversation.given_back", closed: "conversation.closed" } as const;

/**
 * Ends what staff do in a chat: the assistant goes on, or the chat is closed until the shopper writes again. A chat that still waits for a
 * person may be closed by anybody who answers chats; one that a person has, by them.
 * @throws AppError `not_found`, `conflict`.
 */
export function releaseChat(shop: ShopContext, id: string, to: keyof typeof EVENTS): Promise<void> {
  return withTenant(shop, async (tx) => {
    const { row, state } = await lockStaffChat(tx, shop, id);
    if (state === "closed" && to === "closed") return;
    if (state !== "waiting") await requireHolder(tx, shop, { state, holder: row.takenBy });
    const takenBy = to === "assistant" ? null : row.takenBy;
    await tx.conversation.updateMany({
      where: { shopId: shop.shopId, id: row.id },
      data: { state: to, stateSince: new Date(), takenBy },
    });
    await appendEvent(tx, shop, { type: EVENTS[to], payload: { conversationId: row.id } });
  });
}
