import { AppError } from "~/lib/app-error";
import { newId } from "~/lib/new-id";
import { appendEvent } from "~/modules/audit/append-event.server";
import { getCallRecord } from "~/modules/inference/get-call-record.server";
import { readSentRequest } from "~/modules/inference/sent-request";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { actorId } from "./actor-id";
import { cannotBeAsked } from "./cannot-be-asked";
import { changeReviewText } from "./change-review.server";
import { reviewField } from "./review-fields";
import type { TestBody } from "./test-case";

export const MAX_TEST_CASES = 500;

/**
 * Keeps a call's request as a case of the shop's test set, under the key of its conversation: erasing that erases the case. The same call again
 * is the same case.
 * @throws AppError `not_found`; `unprocessable` when the call cannot be asked again, its person was erased, or the set is full.
 */
export async function addTestCase(shop: ShopContext, callId: string): Promise<void> {
  const { shopId } = shop;
  const record = await getCallRecord(shop, callId);
  const { request, evidence, response, language, productId } = record;
  if (request !== null && readSentRequest(request, evidence) === null) throw cannotBeAsked();
  await changeReviewText(shop, callId, async (tx, { id, conversationId }, review) => {
    if (request === null) throw cannotBeAsked();
    if ((await tx.testCase.count({ where: { shopId } })) >= MAX_TEST_CASES) throw isFull();
    const noteField = reviewField({ table: "call_review", column: "note" }, id, conversationId);
    const note = review.note ? await decryptField(tx, shop, noteField, review.note) : "";
    const caseId = newId();
    const answer = { response: response ?? "", note };
    const body: TestBody = { request, evidence: [...evidence], ...answer, language, productId };
    const field = reviewField({ table: "test_case", column: "body" }, caseId, conversationId);
    const row = {
      shopId,
      id: caseId,
      callId: id,
      conversationId,
      purpose: record.purpose,
      promptVersion: record.promptVersion,
      model: record.model,
      judgement: review.judgement,
      body: await encryptField(tx, shop, field, JSON.stringify(body)),
      createdBy: actorId(shop),
    };
    const { count } = await tx.testCase.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) return;
    await appendEvent(tx, shop, { type: "test_case.added", payload: { case: caseId, callId: id } });
  });
}

function isFull(): AppError {
  return new AppError("unprocessable", {
    message: "the test set is full",
    userMessage: `The test set holds at most ${MAX_TEST_CASES} cases. Remove one to add another.`,
  });
}
