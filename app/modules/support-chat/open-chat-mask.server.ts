import type { TenantTx } from "~/db.server";
import { getCallProfile } from "~/modules/inference/call-profile.server";
import { openPlaceholders } from "~/modules/inference/open-placeholders.server";
import { createMask, type Mask } from "~/modules/inference/redaction/mask-text";
import type { ShopContext } from "~/modules/tenancy/shop-context";

type Conversation = { readonly id: string; readonly placeholders: Uint8Array | null };

export type ChatMask = (tx: TenantTx, conversation: Conversation) => Promise<Mask>;

/** Takes personal data out of what was said in chats. */
export async function openChatMask(shop: ShopContext): Promise<ChatMask> {
  const { countries } = await getCallProfile(shop);
  return async (tx, conversation) => createMask(await openPlaceholders(shop, conversation, tx), countries);
}
