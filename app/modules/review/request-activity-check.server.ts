import { withTenant, type TenantTx } from "~/db.server";
import { newId } from "~/lib/new-id";
import { appendEvent } from "~/modules/audit/append-event.server";
import { CHAIN_START } from "~/modules/audit/walk-chain.server";
import { enqueue } from "~/modules/jobs/enqueue.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { activityCheckJob } from "./activity-check";
import { actorId } from "./actor-id";
import { runActivityCheck } from "./run-activity-check.server";

/** How long the asking request itself checks: tens of thousands of events. What is left, the worker does. */
const AT_ONCE_MS = 1_000;
/** By then the request has stopped, and a short check has ended. */
const WORKER_AFTER_S = 2;

/**
 * Begins to check the shop's whole audit chain, and ends it at once where that takes no longer than a page may. Asked again while one is under
 * way, nothing new begins.
 */
export async function requestActivityCheck(shop: ShopContext, atOnceMs = AT_ONCE_MS): Promise<void> {
  const id = await withTenant(shop, (tx) => begin(tx, shop));
  if (id !== null && atOnceMs > 0)
    await runActivityCheck(shop, id, { forMs: atOnceMs, signal: new AbortController().signal });
}

async function begin(tx: TenantTx, shop: ShopContext): Promise<string | null> {
  const { shopId } = shop;
  const newest = await tx.auditEvent.findFirst({ where: { shopId }, orderBy: { seq: "desc" }, select: { seq: true } });
  const untilSeq = newest?.seq ?? 0n;
  const id = newId();
  const check = { shopId, id, startedBy: actorId(shop), untilSeq, lastHash: CHAIN_START.hash };
  // The index on running checks decides between two who ask at once.
  const { count } = await tx.auditCheck.createMany({ data: [check], skipDuplicates: true });
  if (count === 0) return null;
  await forgetOlder(tx, shopId);
  // Even if this process ends in the middle, the check does not.
  await enqueue(activityCheckJob, { shopId, checkId: id }, { tx, afterS: WORKER_AFTER_S });
  const payload = { check: id, until: untilSeq.toString() };
  await appendEvent(tx, shop, { type: "audit_log.check_requested", payload });
  return id;
}

/** The last result stays until there is a new one; that earlier ones were made is in the log itself. */
async function forgetOlder(tx: TenantTx, shopId: string): Promise<void> {
  const result = await tx.auditCheck.findFirst({
    where: { shopId, state: { in: ["whole", "damaged"] } },
    orderBy: { startedAt: "desc" },
    select: { id: true },
  });
  const isOver = { shopId, state: { not: "running" } };
  await tx.auditCheck.deleteMany({ where: result ? { ...isOver, id: { not: result.id } } : isOver });
}

/** Stops the check that is under way; one that has ended is left alone. */
export async function cancelActivityCheck(shop: ShopContext, id: string): Promise<void> {
  const { shopId } = shop;
  await withTenant(shop, async (tx) => {
    const { count } = await tx.auditCheck.updateMany({
      where: { shopId, id, state: "running" },
      data: { state: "cancelled", finishedAt: new Date(), error: null },
    });
    if (count > 0) await appendEvent(tx, shop, { type: "audit_log.check_cancelled", payload: { check: id } });
  });
}
