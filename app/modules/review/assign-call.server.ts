import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { changeReview } from "./change-review.server";
import type { ReviewAction, ReviewResult } from "./review-action";

type Assign = Omit<Extract<ReviewAction, { intent: "assign" }>, "intent">;

/**
 * Gives a call to a member of staff, or to nobody. A conflict when somebody else has it by now than the reader saw, so that two people do not
 * take the same call unawares.
 * @throws AppError `not_found`.
 */
export function assignCall(shop: ShopContext, callId: string, { to, was }: Assign): Promise<ReviewResult> {
  return changeReview(shop, callId, async (tx, call, { assignedTo }) => {
    if (assignedTo === to) return { ok: true };
    if (assignedTo !== was) return { ok: false, reason: "conflict" };
    await tx.callReview.update({
      where: { shopId_callId: { shopId: shop.shopId, callId: call.id } },
      data: { assignedTo: to },
    });
    await appendEvent(tx, shop, { type: "model_call.assigned", payload: { callId: call.id, to, from: assignedTo } });
    return { ok: true };
  });
}
