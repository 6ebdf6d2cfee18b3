import type { TenantRef, TenantTx } from "~/db.server";
import { exportCalls, type ExportedCall } from "~/modules/inference/export-calls.server";
import { openPlaceholders, placeholderText } from "~/modules/inference/open-placeholders.server";
import { WRITING } from "./list-messages.server";
import { decryptMessage } from "./message-crypto.server";
import type { ChatAttachments } from "./chat-protocol";

type ExportedMessage = {
  readonly author: string;
  readonly text: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly status: string;
  readonly orders: ChatAttachments["orders"];
  readonly products: readonly string[];
  readonly sources: readonly string[];
};

type ExportedConversation = {
  readonly id: string;
  readonly createdAt: string;
  readonly lastMessageAt: string;
  readonly language: string;
  readonly state: string;
  readonly messages: readonly ExportedMessage[];
  /** What stood for a piece of personal data where the model saw the conversation. */
  readonly placeholders: readonly { readonly placeholder: string; readonly value: string }[];
  readonly calls: readonly ExportedCall[];
};

/** The ids of a customer's conversations, oldest first. */
export async function listCustomerConversations(
  tx: TenantTx,
  { shopId }: TenantRef,
  customerHash: Uint8Array<ArrayBuffer>,
): Promise<string[]> {
  const rows = await tx.conversation.findMany({
    where: { shopId, customerHash },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Everything that is kept of one conversation, for the customer's data request; null when it is gone. */
export async function exportConversation(
  tx: TenantTx,
  shop: TenantRef,
  id: string,
): Promise<ExportedConversation | null> {
  const row = await tx.conversation.findUnique({
    where: { shopId_id: { shopId: shop.shopId, id } },
    include: { messages: { where: { status: { not: WRITING } }, orderBy: [{ createdAt: "asc" }, { author: "desc" }] } },
  });
  if (!row) return null;
  const messages: ExportedMessage[] = [];
  for (const message of row.messages) {
    const { text, attachments } = await decryptMessage(tx, shop, message);
    const { author, status, createdAt } = message;
    messages.push({ author, text, createdAt: createdAt.toISOString(), status, ...toLists(attachments) });
  }
  const placeholders = await openPlaceholders(shop, row, tx);
  return {
    id,
    createdAt: row.createdAt.toISOString(),
    lastMessageAt: row.updatedAt.toISOString(),
    language: row.locale,
    state: row.state,
    messages,
    placeholders: placeholders.map((entry) => ({ placeholder: placeholderText(entry), value: entry.value })),
    calls: await exportCalls(tx, shop, id),
  };
}

function toLists(attachments: ChatAttachments | null): Pick<ExportedMessage, "orders" | "products" | "sources"> {
  return {
    orders: attachments?.orders ?? [],
    products: (attachments?.cards ?? []).map(({ title }) => title),
    sources: (attachments?.sources ?? []).map(({ title, url }) => `${title} (${url})`),
  };
}
