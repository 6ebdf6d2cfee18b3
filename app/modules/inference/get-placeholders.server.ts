import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { callSubject } from "./call-subject";
import { SavedPlaceholders } from "./redaction/placeholders";

/** What stood behind a placeholder of a conversation. */
export type RestoredPlaceholder = { readonly placeholder: string; readonly type: string; readonly value: string };

/**
 * What redaction replaced in a conversation, in plain text: for who may see it and whose look has been recorded. Empty when nothing was, or
 * the conversation is no longer there.
 */
export async function getPlaceholders(shop: ShopContext, conversationId: string): Promise<RestoredPlaceholder[]> {
  return withTenant(shop, async (tx) => {
    const row = await tx.conversation.findUnique({
      where: { shopId_id: { shopId: shop.shopId, id: conversationId } },
      select: { placeholders: true },
    });
    if (!row?.placeholders) return [];
    const subject = callSubject(conversationId);
    const ref = { table: "conversation", column: "placeholders", row: conversationId, ...(subject && { subject }) };
    const saved = SavedPlaceholders.parse(JSON.parse(await decryptField(tx, shop, ref, row.placeholders)));
    return saved.map(({ type, number, value }) => ({ placeholder: `[${type}_${number}]`, type, value }));
  });
}
