import type { TenantRef, TenantTx } from "~/db.server";
import { decryptField, decryptFieldApart } from "~/modules/vault/decrypt-field.server";
import type { FieldRef } from "~/modules/vault/vault-types";
import { callSubject } from "./call-subject";
import { SavedPlaceholders } from "./redaction/placeholders";

/** Where a conversation's placeholders are kept. */
export function placeholdersField(conversationId: string): FieldRef {
  const subject = callSubject(conversationId);
  return { table: "conversation", column: "placeholders", row: conversationId, ...(subject && { subject }) };
}

type Stored = { readonly id: string; readonly placeholders: Uint8Array | null };

/** A conversation's placeholders and what stands behind each, in plain text; none when nothing was replaced. */
export async function openPlaceholders(
  shop: TenantRef,
  { id, placeholders }: Stored,
  /** Left out where none is open. */
  tx?: TenantTx,
): Promise<SavedPlaceholders> {
  if (placeholders === null) return [];
  const field = placeholdersField(id);
  const json = await (tx ? decryptField(tx, shop, field, placeholders) : decryptFieldApart(shop, field, placeholders));
  return SavedPlaceholders.parse(JSON.parse(json));
}

/** A placeholder as it stands in texts. */
export function placeholderText({ type, number }: SavedPlaceholders[number]): string {
  return `[${type}_${number}]`;
}
