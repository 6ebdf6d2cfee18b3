import type { TenantTx } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { appendEvent } from "~/modules/audit/append-event.server";
import { isAllowed, isRole } from "~/modules/tenancy/permissions";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { changeReview } from "./change-review.server";
import type { ReviewAction, ReviewResult } from "./review-action";

type Assign = Omit<Extract<ReviewAction, { intent: "assign" }>, "intent">;

/**
 * Gives a call to a member of staff, or to nobody. A conflict when somebody else has it by now than the reader saw, so that two people do not
 * take the same call unawares.
 * @throws AppError `not_found`; `unprocessable` when they are not of the shop's staff, or their role does not let them review.
 */
export function assignCall(shop: ShopContext, callId: string, { to, was }: Assign): Promise<ReviewResult> {
  return changeReview(shop, callId, async (tx, call, { assignedTo }) => {
    if (assignedTo === to) return { ok: true };
    if (assignedTo !== was) return { ok: false, reason: "conflict" };
    if (to !== null) await requireReviewer(tx, shop, to);
    await tx.callReview.update({
      where: { shopId_callId: { shopId: shop.shopId, callId: call.id } },
      data: { assignedTo: to },
    });
    await appendEvent(tx, shop, { type: "model_call.assigned", payload: { callId: call.id, to, from: assignedTo } });
    return { ok: true };
  });
}

async function requireReviewer(tx: TenantTx, { shopId }: ShopContext, staffId: string): Promise<void> {
  const member = await tx.staffMember.findUnique({
    where: { shopId_staffId: { shopId, staffId } },
    select: { role: true },
  });
  const role = member?.role ?? null;
  if (isRole(role) && isAllowed(role, "logs.review")) return;
  throw new AppError("unprocessable", {
    message: "the assignee may not review calls",
    userMessage: "This person cannot review calls: their role does not allow it, or they are no longer on the staff.",
  });
}
