import { z } from "zod";
import { withTenant, type TenantTx } from "~/db.server";
import type { ModelCall } from "~/generated/prisma/client";
import { AppError } from "~/lib/app-error";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { isSubjectDestroyed } from "~/modules/vault/is-subject-destroyed.server";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { StoredEvidence, StoredVerdicts, type CallRecord } from "./call-record";
import { callSubject } from "./call-subject";
import { toSummary } from "./call-summary";

const BODY_COLUMNS = ["request", "response", "released", "evidence"] as const;

/**
 * One call with its bodies decrypted; after an erasure they are null and `erased` is true.
 * @throws AppError `not_found` when the shop has no such call.
 */
export async function getCallRecord(shop: ShopContext, callId: string): Promise<CallRecord> {
  const id = z.uuid().safeParse(callId);
  if (!id.success) throw notFound();
  return withTenant(shop, async (tx) => {
    const row = await tx.modelCall.findUnique({ where: { shopId_id: { shopId: shop.shopId, id: id.data } } });
    if (!row) throw notFound();
    const subject = callSubject(row.conversationId);
    const erased = subject !== undefined && (await isSubjectDestroyed(tx, shop, subject));
    return toRecord(row, erased ? null : await decryptBodies(tx, shop, row), erased);
  });
}

export type Bodies = Record<(typeof BODY_COLUMNS)[number], string | null>;

/** The bodies of one row. @throws AppError `internal` when one cannot be decrypted. */
export async function decryptBodies(tx: TenantTx, shop: ShopContext, row: ModelCall): Promise<Bodies> {
  const bodies: Bodies = { request: null, response: null, released: null, evidence: null };
  const subject = callSubject(row.conversationId);
  for (const column of BODY_COLUMNS) {
    const bytes = row[column];
    const ref = { table: "model_call", column, row: row.id, ...(subject && { subject }) };
    if (bytes) bodies[column] = await decryptField(tx, shop, ref, bytes);
  }
  return bodies;
}

/** A row with its bodies; null for those that were erased or cannot be read. */
export function toRecord(row: ModelCall, bodies: Bodies | null, erased: boolean): CallRecord {
  return {
    ...toSummary(row),
    conversationId: row.conversationId,
    productId: row.productId,
    promptVersion: row.promptVersion,
    fingerprint: row.fingerprint,
    request: bodies?.request ?? null,
    response: bodies?.response ?? null,
    released: bodies?.released ?? null,
    evidence: bodies?.evidence ? StoredEvidence.parse(JSON.parse(bodies.evidence)) : [],
    verdicts: StoredVerdicts.parse(row.verdicts),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    erased,
  };
}

function notFound(): AppError {
  return new AppError("not_found", {
    message: "no such model call",
    userMessage: "This call is not in your shop's log. Calls are deleted after the days that are set under Privacy.",
  });
}
