import { withTenant, type TenantTx } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { newId } from "~/lib/new-id";
import { appendEvent } from "~/modules/audit/append-event.server";
import { enqueue } from "~/modules/jobs/enqueue.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { limitsText } from "./data-classes";
import { readRetentionDays } from "./read-retention-days.server";
import { retainShopJob } from "./retention-jobs";

/** A run that has not ended by then may have lost its job; asking again gives it another, which does no harm. */
const MAX_SILENT_MS = 15 * 60_000;

/**
 * Has the worker delete what is too old; a run that is under way is gone on with.
 * @param confirmed the limits that staff were shown what they delete by
 * @returns the run's id
 * @throws AppError `conflict` when the limits are other ones now: more could go than staff confirmed
 */
export async function requestRetention(
  shop: ShopContext,
  startedBy: "schedule" | "staff",
  confirmed?: string,
): Promise<string> {
  const { shopId } = shop;
  return withTenant(shop, async (tx) => {
    if (confirmed !== undefined && confirmed !== limitsText(await readRetentionDays(tx, shop), new Date()))
      throw haveChanged();
    const { id, isWaiting } = await findOrStart(tx, shopId, startedBy);
    if (isWaiting) await enqueue(retainShopJob, { shopId, runId: id }, { tx });
    if (startedBy === "staff") await appendEvent(tx, shop, { type: "retention.requested", payload: { run: id } });
    return id;
  });
}

function haveChanged(): AppError {
  return new AppError("conflict", {
    message: "retention is not what was confirmed",
    userMessage: "Nothing was deleted: what would go has changed since you looked. Look again, then confirm.",
  });
}

/** The shop's run and whether it has to be given to the worker. */
async function findOrStart(
  tx: TenantTx,
  shopId: string,
  startedBy: string,
): Promise<{ id: string; isWaiting: boolean }> {
  const id = newId();
  const made = await tx.$executeRaw`
    INSERT INTO retention_run (shop_id, id, started_by) VALUES (${shopId}, ${id}::uuid, ${startedBy})
    ON CONFLICT (shop_id) WHERE state = 'running' DO NOTHING`;
  if (made > 0) return { id, isWaiting: true };
  const running = await tx.retentionRun.findFirst({ where: { shopId, state: "running" } });
  if (!running) return { id, isWaiting: false };
  const isSilent = Date.now() - running.startedAt.getTime() > MAX_SILENT_MS;
  return { id: running.id, isWaiting: isSilent || running.error !== null };
}
