import { withTenant } from "~/db.server";
import { AppError } from "~/lib/app-error";
import type { CallRecord } from "~/modules/inference/call-record";
import { getCallRecord } from "~/modules/inference/get-call-record.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { turnMessageId } from "./message-crypto.server";
import { requireShopper } from "./shopper";

/**
 * The record of the model call behind the acting shopper's own turn; null when the turn needed no model.
 * @throws AppError `not_found` for any other turn.
 */
export async function getTurnRecord(shop: ShopContext, turnId: string): Promise<CallRecord | null> {
  const { conversationId } = requireShopper(shop);
  const id = turnMessageId(conversationId, turnId, "assistant");
  const answer = await withTenant(shop, (tx) =>
    tx.message.findUnique({ where: { shopId_id: { shopId: shop.shopId, id } }, select: { callId: true } }),
  );
  if (!answer)
    throw new AppError("not_found", {
      message: "no such turn in the conversation",
      userMessage: "There is no such turn in this conversation.",
    });
  return answer.callId === null ? null : getCallRecord(shop, answer.callId);
}
