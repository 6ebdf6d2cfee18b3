import type { TenantTx } from "~/db.server";
import { appendEvent, type ActingTenant } from "~/modules/audit/append-event.server";
import { CALLS_EXPIRED, EXPIRY_MARGIN_MS } from "./call-retention";
import type { Purpose } from "./inference-types";

const CHUNK_ROWS = 2_000;

/** How many calls of copy, or of everything else, are older, counted up to `most`. */
export async function countExpiredCalls(
  tx: TenantTx,
  { shopId }: ActingTenant,
  purpose: Purpose,
  { before, most }: { readonly before: Date; readonly most: number },
): Promise<number> {
  const rows = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (
      SELECT FROM model_call WHERE shop_id = ${shopId} AND created_at < ${safely(before)} AND CASE WHEN purpose = 'copy' THEN 1 ELSE 0 END = ${purpose === "copy" ? 1 : 0}::int
      LIMIT ${most}::int) AS counted`;
  return rows[0]?.n ?? 0;
}

/**
 * Deletes the oldest calls of copy, or of everything else, from before a time, with what staff made of them, and says so in the audit chain, all or nothing.
 * @returns how many went; 0 when there are none left
 */
export async function expireCalls(tx: TenantTx, shop: ActingTenant, purpose: Purpose, before: Date): Promise<number> {
  const { shopId } = shop;
  // By time and id, so that it finds its partition where the table has some.
  const gone = await tx.$queryRaw<{ id: string; purpose: string; finished: boolean }[]>`
    DELETE FROM model_call WHERE shop_id = ${shopId} AND (created_at, id) IN (
      SELECT created_at, id FROM model_call
      WHERE shop_id = ${shopId} AND created_at < ${safely(before)} AND CASE WHEN purpose = 'copy' THEN 1 ELSE 0 END = ${purpose === "copy" ? 1 : 0}::int
      ORDER BY created_at LIMIT ${CHUNK_ROWS}::int)
    RETURNING id, purpose, finished_at IS NOT NULL AS finished`;
  if (gone.length === 0) return 0;
  const ofCalls = { shopId, callId: { in: gone.map(({ id }) => id) } };
  await tx.callReview.deleteMany({ where: ofCalls });
  await tx.callReveal.deleteMany({ where: ofCalls });
  await tx.reviewComment.deleteMany({ where: ofCalls });
  await tx.callReplay.deleteMany({ where: ofCalls });
  const purposes = [...new Set(gone.map((call) => call.purpose))].sort();
  const sealed = gone.filter(({ finished }) => finished).length;
  await appendEvent(tx, shop, { type: CALLS_EXPIRED, payload: { purposes, before: before.toISOString(), sealed } });
  return gone.length;
}

/** A call's event is later than its row; the margin makes the events of all deleted rows older than the time that is written down. */
function safely(before: Date): Date {
  return new Date(before.getTime() - EXPIRY_MARGIN_MS);
}
