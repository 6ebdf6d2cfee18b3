import type { TenantTx } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import { staffIdOf } from "~/modules/tenancy/staff-id";
import type { ShopContext } from "~/modules/tenancy/shop-context";

/** Reading the same chat again within this time is one event. */
const ONE_VIEW = "5 minutes";

/** Writes to the audit log that the member of staff who acts reads a conversation. */
export async function noteChatView(tx: TenantTx, shop: ShopContext, conversationId: string): Promise<void> {
  const noted = await tx.$executeRaw`
    INSERT INTO chat_view AS v (shop_id, conversation_id, staff_id) VALUES (${shop.shopId}, ${conversationId}::uuid, ${staffIdOf(shop)})
    ON CONFLICT (shop_id, conversation_id, staff_id) DO UPDATE SET noted_at = now()
    WHERE v.noted_at < now() - ${ONE_VIEW}::interval`;
  if (noted > 0) await appendEvent(tx, shop, { type: "conversation.viewed", payload: { conversationId } });
}
