import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { WRITING } from "./list-messages.server";
import { decryptMessage } from "./message-crypto.server";

/** One message for staff, with the model call that its answer came of. Its text holds personal data. */
export type StoredTurn = {
  readonly id: string;
  readonly author: string;
  readonly status: string;
  readonly text: string;
  readonly callId: string | null;
  /** ISO 8601. */
  readonly createdAt: string;
};

const MAX_TURNS = 200;

/** The newest 200 messages of a conversation, oldest first; none when it is gone. Never for a shopper: it does not ask whose it is. */
export function listTurns(shop: ShopContext, conversationId: string): Promise<StoredTurn[]> {
  return withTenant(shop, async (tx) => {
    const rows = await tx.message.findMany({
      where: { shopId: shop.shopId, conversationId, status: { not: WRITING } },
      orderBy: [{ createdAt: "desc" }, { author: "asc" }],
      take: MAX_TURNS,
    });
    const turns: StoredTurn[] = [];
    for (const row of rows.reverse()) {
      const { text } = await decryptMessage(tx, shop, row);
      const { id, author, status, callId, createdAt } = row;
      turns.push({ id, author, status, text, callId, createdAt: createdAt.toISOString() });
    }
    return turns;
  });
}
