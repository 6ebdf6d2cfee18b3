import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { NewsResponse } from "./chat-protocol";
import { toState } from "./claim-turn.server";
import { readMessage } from "./list-messages.server";
import { conversationNotFound, requireShopper } from "./shopper";

const MAX_NEWS = 50;
/** Clocks of processes differ, and what is written first may be stored last: what was said just before is given again. */
const OVERLAP_MS = 10_000;

/**
 * What staff have said in the conversation of the shopper who acts, after a time, oldest first, and the conversation's state. Some of it may
 * have been given before; ids tell.
 * @throws AppError `not_found` when the conversation is gone.
 */
export async function listNews(shop: ShopContext, after: Date | null): Promise<NewsResponse> {
  const { shopId } = shop;
  const { conversationId } = requireShopper(shop);
  return withTenant(shop, async (tx) => {
    const row = await tx.conversation.findUnique({
      where: { shopId_id: { shopId, id: conversationId } },
      select: { state: true },
    });
    if (!row) throw conversationNotFound();
    const since = after === null ? {} : { createdAt: { gt: new Date(after.getTime() - OVERLAP_MS) } };
    const rows = await tx.message.findMany({
      where: { shopId, conversationId, author: "staff", ...since },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      take: MAX_NEWS,
    });
    const messages: NewsResponse["messages"] = [];
    for (const message of rows) messages.push(await readMessage(tx, shop, message));
    return { state: toState(row.state), messages };
  });
}
