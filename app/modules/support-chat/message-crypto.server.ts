import { createHash } from "node:crypto";
import type { TenantTx } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import type { FieldRef } from "~/modules/vault/vault-types";
import type { TenantRef } from "~/db.server";
import { ChatAttachments } from "./chat-protocol";
import { subjectOf } from "./shopper";

type Column = "body" | "attachments";

const refOf = (conversationId: string, messageId: string, column: Column): FieldRef => ({
  table: "message",
  column,
  row: messageId,
  subject: subjectOf(conversationId),
});

/** The id of a turn's message: the same turn of the same author is one row, however often it is sent. */
export function turnMessageId(
  conversationId: string,
  turnId: string,
  author: "shopper" | "assistant" | "staff",
): string {
  const hex = createHash("sha256").update(`${conversationId}|${turnId.toLowerCase()}|${author}`).digest("hex");
  // Version 8 and the RFC variant: a name-based UUID of our own (RFC 9562, section 5.8).
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A message's text, encrypted under its conversation's key. */
export function encryptBody(tx: TenantTx, shop: ShopContext, conversationId: string, messageId: string, text: string) {
  return encryptField(tx, shop, refOf(conversationId, messageId, "body"), text);
}

/** A message's attachments, encrypted; null for none. */
export async function encryptAttachments(
  tx: TenantTx,
  shop: ShopContext,
  conversationId: string,
  messageId: string,
  attachments: ChatAttachments | null,
) {
  return (
    attachments && encryptField(tx, shop, refOf(conversationId, messageId, "attachments"), JSON.stringify(attachments))
  );
}

type StoredMessage = {
  readonly id: string;
  readonly conversationId: string;
  readonly body: Uint8Array;
  readonly attachments: Uint8Array | null;
};

/**
 * The text and attachments of a stored message.
 * @throws AppError `internal` when they cannot be decrypted.
 */
export async function decryptMessage(
  tx: TenantTx,
  shop: TenantRef,
  row: StoredMessage,
): Promise<{ text: string; attachments: ChatAttachments | null }> {
  const text = await decryptField(tx, shop, refOf(row.conversationId, row.id, "body"), row.body);
  const json =
    row.attachments &&
    (await decryptField(tx, shop, refOf(row.conversationId, row.id, "attachments"), row.attachments));
  return { text, attachments: json === null ? null : ChatAttachments.parse(JSON.parse(json)) };
}
