import type { TenantTx } from "~/db.server";
import type { Turn as HistoryTurn } from "~/modules/inference/inference-types";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { Message } from "~/generated/prisma/client";
import { ChatMessage, MessageStatus } from "./chat-protocol";
import { decryptMessage } from "./message-crypto.server";

/** Status of an answer that is being written; never leaves the server. */
export const WRITING = "writing";

/** The newest messages of a conversation, oldest first, decrypted. Answers still being written are left out. */
export async function listMessages(
  tx: TenantTx,
  shop: ShopContext,
  conversationId: string,
  limit: number,
): Promise<ChatMessage[]> {
  const rows = await tx.message.findMany({
    where: { shopId: shop.shopId, conversationId, status: { not: WRITING } },
    orderBy: [{ createdAt: "desc" }, { author: "asc" }],
    take: limit,
  });
  const messages: ChatMessage[] = [];
  for (const row of rows.reverse()) messages.push(await readMessage(tx, shop, row));
  return messages;
}

/** One stored message, decrypted, as the shopper sees it. */
export async function readMessage(tx: TenantTx, shop: ShopContext, row: Message): Promise<ChatMessage> {
  return {
    id: row.id,
    turnId: row.turnId,
    author: ChatMessage.shape.author.parse(row.author),
    status: MessageStatus.parse(row.status),
    createdAt: row.createdAt.toISOString(),
    ...(await decryptMessage(tx, shop, row)),
  };
}

/**
 * Messages as a model's history, without citation marks; orders, and failed or cut answers, are not part of it. What staff said is what the
 * shop said: like every other turn it passes redaction before a model reads it.
 */
export function toHistory(messages: readonly ChatMessage[]): HistoryTurn[] {
  const withOrders = new Set(
    messages.filter(({ attachments }) => (attachments?.orders.length ?? 0) > 0).map(({ turnId }) => turnId),
  );
  return messages
    .filter(
      ({ turnId, status, author }) =>
        !withOrders.has(turnId) && status !== "failed" && status !== "cut" && author !== "system",
    )
    .map(({ author, text }) => ({
      role: author === "shopper" ? "user" : "assistant",
      content: text.replace(/ ?\[\d+\]/g, ""),
    }));
}
