import { withTenant, type TenantTx } from "~/db.server";
import { Prisma } from "~/generated/prisma/client";
import { StoredVerdicts } from "~/modules/inference/call-record";
import { SUMMARY_COLUMNS, toSummary } from "~/modules/inference/call-summary";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { isDestroyed } from "~/modules/vault/is-subject-destroyed.server";
import { reviewReasons, reviewWeight, type ReviewReason } from "./review-reasons";

/** The queue holds the newest calls that wait; when those are done, the older ones come up. */
export const MAX_QUEUE = 200;
export const QUEUE_DAYS = 30;
const DAY_MS = 86_400_000;

export type QueueOrder = "riskiest" | "newest";

export type QueueItem = {
  readonly id: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly purpose: string;
  readonly state: string;
  readonly reasons: readonly ReviewReason[];
};

/**
 * The calls of the last 30 days that need a look and that nobody has judged or resolved, and those that were assigned to who looks; at most the
 * newest 200, in the order asked for.
 */
export async function listReviewQueue(shop: ShopContext, order: QueueOrder): Promise<QueueItem[]> {
  const rows = await withTenant(shop, async (tx) => {
    const assigned = await listAssigned(tx, shop);
    const waiting = await listWaiting(tx, shop);
    const found = await tx.modelCall.findMany({
      where: { shopId: shop.shopId, id: { in: [...new Set([...assigned, ...waiting])] } },
      select: { ...SUMMARY_COLUMNS, verdicts: true },
    });
    return found.map((row) => ({ row, isMine: assigned.includes(row.id) }));
  });
  const items = rows.map(({ row, isMine }) => {
    const { id, createdAt, purpose, state } = toSummary(row);
    const reasons = reviewReasons({ ...row, verdicts: StoredVerdicts.parse(row.verdicts) });
    return { id, createdAt, purpose, state, reasons: isMine ? (["assigned", ...reasons] as const) : reasons };
  });
  return items.sort((a, b) => compare(a, b, order)).slice(0, MAX_QUEUE);
}

function compare(a: QueueItem, b: QueueItem, order: QueueOrder): number {
  const byTime = b.createdAt.localeCompare(a.createdAt) || a.id.localeCompare(b.id);
  return order === "newest" ? byTime : reviewWeight(b.reasons) - reviewWeight(a.reasons) || byTime;
}

/** Of an erased conversation there is nothing left to look at. The first condition is the index's own, word for word: that is how PostgreSQL knows that the index holds these calls. */
async function listWaiting(tx: TenantTx, { shopId }: ShopContext): Promise<string[]> {
  const since = new Date(Date.now() - QUEUE_DAYS * DAY_MS);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM model_call c
    WHERE c.shop_id = ${shopId} AND call_needs_look(c.purpose, c.state, c.withheld, c.verdicts) AND c.created_at >= ${since}
      AND NOT EXISTS (
        SELECT FROM call_review r WHERE r.shop_id = c.shop_id AND r.call_id = c.id
          AND (r.judgement IS NOT NULL OR r.resolved_at IS NOT NULL))
      AND NOT ${isDestroyed(Prisma.sql`c.shop_id`, Prisma.sql`'conversation:' || c.conversation_id`)}
    ORDER BY c.created_at DESC, c.id LIMIT ${MAX_QUEUE}`;
  return rows.map(({ id }) => id);
}

async function listAssigned(tx: TenantTx, { shopId, actor }: ShopContext): Promise<string[]> {
  if (actor.kind !== "staff") return [];
  const rows = await tx.callReview.findMany({
    where: { shopId, assignedTo: actor.id, resolvedAt: null },
    orderBy: [{ callCreatedAt: "desc" }, { callId: "asc" }],
    take: MAX_QUEUE,
    select: { callId: true },
  });
  return rows.map(({ callId }) => callId);
}
