import { withTenant, type TenantTx } from "~/db.server";
import type { CallReview } from "~/generated/prisma/client";
import { callSubject } from "~/modules/inference/call-subject";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { isSubjectDestroyed } from "~/modules/vault/is-subject-destroyed.server";
import { getReviewedCall, type ReviewedCall } from "./change-review.server";
import { MAX_COMMENTS_PER_CALL } from "./comment-on-call.server";
import { toJudgement } from "./judgement";
import { reviewField } from "./review-fields";
import type { ReviewComment, ReviewState, StaffRef } from "./review-state";
import { staffName } from "./staff-name";

const MAX_STAFF = 100;

/** What staff have made of a call; notes and comments are empty once its person was erased. @throws AppError `not_found`. */
export function getReview(shop: ShopContext, callId: string): Promise<ReviewState> {
  return withTenant(shop, async (tx) => {
    const call = await getReviewedCall(tx, shop, callId);
    const where = { shopId_callId: { shopId: shop.shopId, callId: call.id } };
    const row = await tx.callReview.findUnique({ where });
    const subject = callSubject(call.conversationId);
    const isErased = subject !== undefined && (await isSubjectDestroyed(tx, shop, subject));
    const me = shop.actor.kind === "staff" ? toStaff(shop.actor.id) : null;
    return {
      ...toState(row),
      note: row?.note && !isErased ? await readNote(tx, shop, call, row.note) : "",
      comments: isErased ? [] : await readComments(tx, shop, call, me),
      isInTestSet: (await tx.testCase.count({ where: { shopId: shop.shopId, callId: call.id } })) > 0,
      me,
      staff: await listStaff(tx, shop, me),
    };
  });
}

const toStaff = (id: string): StaffRef => ({ id, name: staffName(id) });
const toStaffOrNull = (id: string | null | undefined) => (id ? toStaff(id) : null);

function toState(row: CallReview | null) {
  return {
    judgement: toJudgement(row?.judgement ?? null),
    judgedBy: toStaffOrNull(row?.judgedBy),
    judgedAt: row?.judgedAt?.toISOString() ?? null,
    version: row?.judgementVersion ?? 0,
    assignedTo: toStaffOrNull(row?.assignedTo),
    resolvedBy: toStaffOrNull(row?.resolvedBy),
    resolvedAt: row?.resolvedAt?.toISOString() ?? null,
  };
}

function readNote(tx: TenantTx, shop: ShopContext, call: ReviewedCall, note: Uint8Array): Promise<string> {
  return decryptField(
    tx,
    shop,
    reviewField({ table: "call_review", column: "note" }, call.id, call.conversationId),
    note,
  );
}

async function readComments(
  tx: TenantTx,
  shop: ShopContext,
  { id: callId, conversationId }: ReviewedCall,
  me: StaffRef | null,
): Promise<ReviewComment[]> {
  const rows = await tx.reviewComment.findMany({
    where: { shopId: shop.shopId, callId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: MAX_COMMENTS_PER_CALL,
  });
  const comments: ReviewComment[] = [];
  for (const { id, author, body, createdAt } of rows) {
    const field = reviewField({ table: "review_comment", column: "body" }, id, conversationId);
    const text = await decryptField(tx, shop, field, body);
    comments.push({ id, author: toStaff(author), text, createdAt: createdAt.toISOString(), isOwn: author === me?.id });
  }
  return comments;
}

/** Who looks, and whoever has worked on a review before. */
async function listStaff(tx: TenantTx, { shopId }: ShopContext, me: StaffRef | null): Promise<StaffRef[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT id FROM (
      (SELECT judged_by AS id FROM call_review WHERE shop_id = ${shopId} ORDER BY call_created_at DESC LIMIT 500)
      UNION ALL (SELECT assigned_to FROM call_review WHERE shop_id = ${shopId} ORDER BY call_created_at DESC LIMIT 500)
    ) AS seen WHERE id ~ '^[0-9]+$' ORDER BY id LIMIT ${MAX_STAFF}`;
  const ids = new Set([...(me ? [me.id] : []), ...rows.map(({ id }) => id)]);
  return [...ids].map(toStaff);
}
