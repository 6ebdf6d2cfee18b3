import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { openPlaceholders, placeholderText } from "./open-placeholders.server";

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
      select: { id: true, placeholders: true },
    });
    const saved = row ? await openPlaceholders(shop, row, tx) : [];
    return saved.map((entry) => ({ placeholder: placeholderText(entry), type: entry.type, value: entry.value }));
  });
}
