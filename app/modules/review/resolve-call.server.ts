import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { actorId } from "./actor-id";
import { changeReview } from "./change-review.server";

/** Says that a call needs no more work, or that it does again; the same said twice is said once. @throws AppError `not_found`. */
export function resolveCall(shop: ShopContext, callId: string, isResolved: boolean): Promise<void> {
  return changeReview(shop, callId, async (tx, call, review) => {
    if ((review.resolvedAt !== null) === isResolved) return;
    await tx.callReview.update({
      where: { shopId_callId: { shopId: shop.shopId, callId: call.id } },
      data: { resolvedAt: isResolved ? new Date() : null, resolvedBy: isResolved ? actorId(shop) : null },
    });
    const type = isResolved ? "model_call.resolved" : "model_call.reopened";
    await appendEvent(tx, shop, { type, payload: { callId: call.id } });
  });
}
