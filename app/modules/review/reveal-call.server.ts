import { withTenant, type TenantTx } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { newId } from "~/lib/new-id";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { CallRecord } from "~/modules/inference/call-record";
import { callSubject } from "~/modules/inference/call-subject";
import { getCallRecord } from "~/modules/inference/get-call-record.server";
import { getPlaceholders, type RestoredPlaceholder } from "~/modules/inference/get-placeholders.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { blindIndex } from "~/modules/vault/blind-index.server";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { isSubjectDestroyed } from "~/modules/vault/is-subject-destroyed.server";
import { SHOP_SUBJECT } from "~/modules/vault/key-subjects";
import { maskWords } from "./mask-words.server";

export type RevealedCall = {
  /** What the reader got, with real values in it. */
  readonly released: string | null;
  /** What stands behind the placeholders of this call. */
  readonly values: readonly RestoredPlaceholder[];
  /** The reason as it is kept, without the personal data that was found in it. */
  readonly reason: string;
};

/**
 * Shows the personal data of one call. Who looked, and why, is in the database and in the audit log before anything is shown.
 * @throws AppError `not_found` when the shop has no such call, `conflict` when its person's data was erased, `forbidden` for anyone but staff.
 */
export async function revealCall(shop: ShopContext, callId: string, written: string): Promise<RevealedCall> {
  const record = await getCallRecord(shop, callId);
  if (record.erased) throw erased();
  const reason = await maskWords(shop, callId, written);
  await withTenant(shop, (tx) => recordReveal(tx, shop, record, reason));
  const values = record.conversationId === null ? [] : await getPlaceholders(shop, record.conversationId);
  const texts = `${record.request} ${record.response}`;
  return { released: record.released, values: values.filter(({ placeholder }) => texts.includes(placeholder)), reason };
}

async function recordReveal(tx: TenantTx, shop: ShopContext, record: CallRecord, reason: string): Promise<void> {
  if (shop.actor.kind !== "staff") throw onlyStaff();
  const subject = callSubject(record.conversationId) ?? SHOP_SUBJECT;
  if (await isSubjectDestroyed(tx, shop, subject)) throw erased();
  const id = newId();
  const field = { table: "call_reveal", column: "reason", row: id, subject };
  await tx.callReveal.create({
    data: {
      shopId: shop.shopId,
      id,
      callId: record.id,
      staffId: shop.actor.id,
      subject,
      reason: await encryptField(tx, shop, field, reason),
    },
  });
  const digest = await blindIndex(tx, shop, "reveal reason", reason);
  await appendEvent(tx, shop, {
    type: "model_call.revealed",
    payload: { callId: record.id, revealId: id, reasonDigest: Buffer.from(digest).toString("hex") },
  });
}

function erased(): AppError {
  return new AppError("conflict", {
    message: "the call's personal data was erased",
    userMessage: "The personal data of this call was erased. There is nothing left to reveal.",
  });
}

function onlyStaff(): AppError {
  return new AppError("forbidden", {
    message: "only staff reveal personal data",
    userMessage: "Only a member of staff can do this.",
  });
}
