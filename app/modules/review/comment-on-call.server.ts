import { AppError } from "~/lib/app-error";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { actorId } from "./actor-id";
import { changeReview, changeReviewText } from "./change-review.server";
import { maskWords } from "./mask-words.server";
import { reviewField } from "./review-fields";

export const MAX_COMMENTS_PER_CALL = 200;

/**
 * Adds a comment, without the personal data that is found in it, encrypted under the key of the call's conversation. The same id again is
 * the same comment.
 * @throws AppError `not_found`; `unprocessable` when the call's person was erased or there are too many comments.
 */
export async function commentOnCall(
  shop: ShopContext,
  callId: string,
  comment: { id: string; text: string },
): Promise<void> {
  const text = await maskWords(shop, callId, comment.text);
  return changeReviewText(shop, callId, async (tx, { id, conversationId }) => {
    const { shopId } = shop;
    if ((await tx.reviewComment.count({ where: { shopId, callId: id } })) >= MAX_COMMENTS_PER_CALL) throw tooMany();
    const field = reviewField({ table: "review_comment", column: "body" }, comment.id, conversationId);
    const body = await encryptField(tx, shop, field, text);
    const row = { shopId, id: comment.id, callId: id, conversationId, author: actorId(shop), body };
    const { count } = await tx.reviewComment.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) return;
    await appendEvent(tx, shop, { type: "model_call.commented", payload: { callId: id, comment: comment.id } });
  });
}

/** Removes a comment of one's own; one that is gone already stays so. @throws AppError `not_found`, `forbidden`. */
export function removeComment(shop: ShopContext, callId: string, commentId: string): Promise<void> {
  return changeReview(shop, callId, async (tx, { id }) => {
    const { shopId } = shop;
    const comment = await tx.reviewComment.findFirst({ where: { shopId, id: commentId, callId: id } });
    if (!comment) return;
    if (comment.author !== actorId(shop)) throw notYours();
    await tx.reviewComment.deleteMany({ where: { shopId, id: commentId } });
    await appendEvent(tx, shop, { type: "model_call.comment_removed", payload: { callId: id, comment: commentId } });
  });
}

function tooMany(): AppError {
  return new AppError("unprocessable", {
    message: "too many comments on one call",
    userMessage: `A call holds at most ${MAX_COMMENTS_PER_CALL} comments. Remove one of yours to add another.`,
  });
}

function notYours(): AppError {
  return new AppError("forbidden", {
    message: "the comment is somebody else's",
    userMessage: "Only who wrote a comment can remove it.",
  });
}
