import { z } from "zod";
import { withTenant, type TenantTx } from "~/db.server";
import type { CallReview } from "~/generated/prisma/client";
import { AppError } from "~/lib/app-error";
import { callSubject } from "~/modules/inference/call-subject";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { isSubjectDestroyed } from "~/modules/vault/is-subject-destroyed.server";
import { lockKeys } from "~/modules/vault/lock-keys.server";

/** A call as far as a review needs it. */
export type ReviewedCall = { readonly id: string; readonly createdAt: Date; readonly conversationId: string | null };

type Change<T> = (tx: TenantTx, call: ReviewedCall, review: CallReview) => Promise<T>;

/**
 * Changes what staff make of a call, in one transaction, with the review's row locked.
 * @throws AppError `not_found` when the shop has no such call.
 */
export function changeReview<T>(shop: ShopContext, callId: string, work: Change<T>): Promise<T> {
  return withTenant(shop, async (tx) => {
    const call = await getReviewedCall(tx, shop, callId);
    return work(tx, call, await lockReview(tx, shop, call));
  });
}

/** As changeReview, for who stores words about a call. @throws AppError `unprocessable` when the call's person was erased. */
export function changeReviewText<T>(shop: ShopContext, callId: string, work: Change<T>): Promise<T> {
  return withTenant(shop, async (tx) => {
    // First: an erasure takes this lock before it looks for what it has to remove.
    await lockKeys(tx, shop);
    const call = await getReviewedCall(tx, shop, callId);
    await requireReadable(tx, shop, call);
    return work(tx, call, await lockReview(tx, shop, call));
  });
}

/** @throws AppError `not_found`, also for what is no id at all. */
export async function getReviewedCall(tx: TenantTx, { shopId }: ShopContext, callId: string): Promise<ReviewedCall> {
  const id = z.uuid().safeParse(callId);
  const call = id.success
    ? await tx.modelCall.findUnique({
        where: { shopId_id: { shopId, id: id.data } },
        select: { id: true, createdAt: true, conversationId: true },
      })
    : null;
  if (call) return call;
  throw new AppError("not_found", {
    message: "no such model call",
    userMessage: "This call is not in your shop's log. Calls are deleted after the days that are set under Privacy.",
  });
}

/** @throws AppError `unprocessable` when nothing may be kept about the call any more. */
export async function requireReadable(
  tx: TenantTx,
  shop: ShopContext,
  { conversationId }: ReviewedCall,
): Promise<void> {
  const subject = callSubject(conversationId);
  if (subject === undefined || !(await isSubjectDestroyed(tx, shop, subject))) return;
  throw new AppError("unprocessable", {
    message: "the call's conversation was erased",
    userMessage: "This conversation was erased: nothing more can be written about it.",
  });
}

async function lockReview(tx: TenantTx, { shopId }: ShopContext, { id, createdAt }: ReviewedCall): Promise<CallReview> {
  await tx.$executeRaw`
    INSERT INTO call_review (shop_id, call_id, call_created_at, updated_at) VALUES (${shopId}, ${id}::uuid, ${createdAt}, now())
    ON CONFLICT (shop_id, call_id) DO NOTHING`;
  await tx.$executeRaw`SELECT FROM call_review WHERE shop_id = ${shopId} AND call_id = ${id}::uuid FOR UPDATE`;
  return tx.callReview.findUniqueOrThrow({ where: { shopId_callId: { shopId, callId: id } } });
}
