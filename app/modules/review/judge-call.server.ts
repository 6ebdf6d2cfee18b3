import { appendEvent } from "~/modules/audit/append-event.server";
import { hasPermission } from "~/modules/tenancy/require-permission";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { actorId } from "./actor-id";
import { changeReview, changeReviewText } from "./change-review.server";
import type { ReviewAction, ReviewResult } from "./review-action";
import { maskWords } from "./mask-words.server";
import { reviewField } from "./review-fields";

type Judge = Omit<Extract<ReviewAction, { intent: "judge" }>, "intent">;

/**
 * Judges a call, or takes the judgement back, and keeps the note encrypted, without the personal data that is found in it. A save that was made of an older judgement than the stored one
 * changes nothing and is a conflict: the second of two people reads what the first one said, and saves again if they still want to. Who may
 * not reveal personal data has seen a masked note: the stored one stays as it is then.
 * @throws AppError `not_found`; `unprocessable` for a note about a call whose person was erased.
 */
export async function judgeCall(shop: ShopContext, callId: string, sent: Judge): Promise<ReviewResult> {
  const input = { ...sent, note: await maskWords(shop, callId, sent.note) };
  const change = input.note === "" ? changeReview : changeReviewText;
  return change(shop, callId, async (tx, call, review) => {
    if (review.judgementVersion !== input.version) return { ok: false, reason: "conflict" };
    const field = reviewField({ table: "call_review", column: "note" }, call.id, call.conversationId);
    const isSame = review.judgement === input.judgement;
    const keepsNote = review.note !== null && !hasPermission(shop, "logs.reveal");
    // Without a new note there is nothing to compare: an erased note cannot be read, and need not be.
    const before =
      input.note === "" || !review.note || keepsNote ? "" : await decryptField(tx, shop, field, review.note);
    const isSameNote = keepsNote || (before === input.note && (review.note === null) === (input.note === ""));
    if (isSame && isSameNote) return { ok: true };
    const isJudged = input.judgement !== null;
    await tx.callReview.update({
      where: { shopId_callId: { shopId: shop.shopId, callId: call.id } },
      data: {
        judgement: input.judgement,
        judgedBy: isJudged ? actorId(shop) : null,
        judgedAt: isJudged ? new Date() : null,
        ...(keepsNote ? {} : { note: input.note === "" ? null : await encryptField(tx, shop, field, input.note) }),
        judgementVersion: { increment: 1 },
      },
    });
    const payload = { callId: call.id, judgement: input.judgement, before: review.judgement };
    await appendEvent(tx, shop, {
      type: "model_call.judged",
      payload: { ...payload, hasNote: keepsNote || input.note !== "" },
    });
    return { ok: true };
  });
}
