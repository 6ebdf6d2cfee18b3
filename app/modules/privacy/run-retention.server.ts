import { z } from "zod";
import { withTenant, type TenantTx } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { expiryOf } from "./data-classes";
import type { RetainedData } from "./privacy-types";
import { readRetentionDays } from "./read-retention-days.server";

export type RunOptions = { readonly forMs: number; readonly signal: AbortSignal };

const Deleted = z.record(z.string(), z.number()).catch({});

/**
 * Deletes what is too old, class by class, a bounded piece in each transaction, until all is done or the time is over. The piece and its
 * count are one transaction: cut off at any moment, or run twice at once, nothing is counted wrongly.
 * @returns whether there is more to do
 */
export async function runRetention(
  shop: ShopContext,
  runId: string,
  retained: readonly RetainedData[],
  { forMs, signal }: RunOptions,
): Promise<"go_on" | "end"> {
  const until = Date.now() + forMs;
  for (const data of retained) {
    for (;;) {
      const result = await withTenant(shop, (tx) => expirePiece(tx, shop, runId, data));
      if (result === "not_running") return "end";
      if (result === 0) break;
      if (signal.aborted || Date.now() > until) return "go_on";
    }
  }
  await withTenant(shop, (tx) => endRun(tx, shop, runId));
  return "end";
}

async function expirePiece(
  tx: TenantTx,
  shop: ShopContext,
  runId: string,
  { dataClass, expire }: RetainedData,
): Promise<number | "not_running"> {
  const run = await lockRun(tx, shop, runId);
  if (!run) return "not_running";
  const days = await readRetentionDays(tx, shop);
  // The run's own day: one limit for all of it, whenever its pieces are done.
  const count = await expire(tx, shop, expiryOf(days[dataClass], run.startedAt));
  if (count === 0) return 0;
  const deleted = { ...run.deleted, [dataClass]: (run.deleted[dataClass] ?? 0) + count };
  await tx.retentionRun.updateMany({ where: { shopId: shop.shopId, id: runId }, data: { deleted, error: null } });
  return count;
}

async function endRun(tx: TenantTx, shop: ShopContext, runId: string): Promise<void> {
  const run = await lockRun(tx, shop, runId);
  if (!run) return;
  await tx.retentionRun.updateMany({
    where: { shopId: shop.shopId, id: runId },
    data: { state: "done", finishedAt: new Date(), error: null },
  });
  // A day on which nothing was too old is no news for the audit log.
  if (Object.keys(run.deleted).length > 0 || run.startedBy === "staff")
    await appendEvent(tx, shop, { type: "retention.applied", payload: { run: runId, deleted: run.deleted } });
}

async function lockRun(tx: TenantTx, { shopId }: ShopContext, id: string) {
  await tx.$executeRaw`SELECT FROM retention_run WHERE shop_id = ${shopId} AND id = ${id}::uuid FOR UPDATE`;
  const row = await tx.retentionRun.findFirst({ where: { shopId, id, state: "running" } });
  return row && { startedAt: row.startedAt, startedBy: row.startedBy, deleted: Deleted.parse(row.deleted) };
}

const UNKNOWN_PROBLEM = "The run stopped for an unknown reason; the app’s log says more. It is tried again by itself.";

/** Shows staff why a run does not go on. It is still running: the queue tries again. */
export async function noteRetentionProblem({ shopId }: ShopContext, id: string, error: unknown): Promise<void> {
  const problem = error instanceof AppError ? error.userMessage : UNKNOWN_PROBLEM;
  await withTenant({ shopId }, (tx) =>
    tx.retentionRun.updateMany({ where: { shopId, id, state: "running" }, data: { error: problem } }),
  );
}
