import type { TenantRef, TenantTx } from "~/db.server";
import { decryptMessage } from "./message-crypto.server";

type ExportedMessage = { readonly author: string; readonly text: string; readonly createdAt: string };
type ExportedConversation = {
  readonly id: string;
  readonly createdAt: string;
  readonly locale: string;
  readonly messages: ExportedMessage[];
};

/** Everything that a customer and the chat said to each other, for the customer's data request. */
export async function exportCustomer(
  tx: TenantTx,
  shop: TenantRef,
  customerHash: Uint8Array<ArrayBuffer>,
): Promise<{ conversations: ExportedConversation[] }> {
  const rows = await tx.conversation.findMany({
    where: { shopId: shop.shopId, customerHash },
    orderBy: { createdAt: "asc" },
    include: { messages: { orderBy: { createdAt: "asc" } } },
  });
  const conversations: ExportedConversation[] = [];
  for (const { id, createdAt, locale, messages: stored } of rows) {
    const messages: ExportedMessage[] = [];
    for (const row of stored) {
      messages.push({
        author: row.author,
        text: (await decryptMessage(tx, shop, row)).text,
        createdAt: row.createdAt.toISOString(),
      });
    }
    conversations.push({ id, createdAt: createdAt.toISOString(), locale, messages });
  }
  return { conversations };
}
