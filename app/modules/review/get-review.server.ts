import { withTenant, type TenantTx } from "~/db.server";
import type { CallReview } from "~/generated/prisma/client";
import { callSubject } from "~/modules/inference/call-subject";
import { getCallRecord } from "~/modules/inference/get-call-record.server";
import { openMask } from "~/modules/inference/open-mask.server";
import { hasPermission } from "~/modules/tenancy/require-permission";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { isSubjectDestroyed } from "~/modules/vault/is-subject-destroyed.server";
import { getReviewedCall, type ReviewedCall } from "./change-review.server";
import { MAX_COMMENTS_PER_CALL } from "./comment-on-call.server";
import { toJudgement } from "./judgement";
import { reviewField } from "./review-fields";
import type { ReviewComment, ReviewState, StaffRef } from "./review-state";
import { openStaffDirectory, type StaffDirectory } from "./staff-directory.server";

/**
 * What staff have made of a call; notes and comments are empty once its person was erased, and masked for who may not reveal personal data.
 * @throws AppError `not_found`.
 */
export async function getReview(shop: ShopContext, callId: string): Promise<ReviewState> {
  const review = await readReview(shop, callId);
  return hasPermission(shop, "logs.reveal") ? review : maskReview(shop, callId, review);
}

async function maskReview(shop: ShopContext, callId: string, review: ReviewState): Promise<ReviewState> {
  const { note, comments } = review;
  if (note === "" && comments.length === 0) return { ...review, isMasked: true };
  const mask = await openMask(shop, await getCallRecord(shop, callId));
  const masked = comments.map((comment) => ({ ...comment, text: mask(comment.text) }));
  return { ...review, note: mask(note), comments: masked, isMasked: true };
}

async function readReview(shop: ShopContext, callId: string): Promise<ReviewState> {
  const staff = await openStaffDirectory(shop);
  const me = shop.actor.kind === "staff" ? staff.refOf(shop.actor.id) : null;
  return withTenant(shop, async (tx) => {
    const call = await getReviewedCall(tx, shop, callId);
    const where = { shopId_callId: { shopId: shop.shopId, callId: call.id } };
    const row = await tx.callReview.findUnique({ where });
    const subject = callSubject(call.conversationId);
    const isErased = subject !== undefined && (await isSubjectDestroyed(tx, shop, subject));
    return {
      ...toState(row, staff),
      note: row?.note && !isErased ? await readNote(tx, shop, call, row.note) : "",
      comments: isErased ? [] : await readComments(tx, shop, call, { staff, me }),
      isMasked: false,
      isInTestSet: (await tx.testCase.count({ where: { shopId: shop.shopId, callId: call.id } })) > 0,
      me,
      staff: staff.reviewers,
    };
  });
}

function toState(row: CallReview | null, { refOf }: StaffDirectory) {
  const refOrNull = (id: string | null | undefined) => (id ? refOf(id) : null);
  return {
    judgement: toJudgement(row?.judgement ?? null),
    judgedBy: refOrNull(row?.judgedBy),
    judgedAt: row?.judgedAt?.toISOString() ?? null,
    version: row?.judgementVersion ?? 0,
    assignedTo: refOrNull(row?.assignedTo),
    resolvedBy: refOrNull(row?.resolvedBy),
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
  { staff, me }: { readonly staff: StaffDirectory; readonly me: StaffRef | null },
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
    const written = { author: staff.refOf(author), isOwn: author === me?.id };
    comments.push({ id, text, createdAt: createdAt.toISOString(), ...written });
  }
  return comments;
}
