import { withTenant, type TenantTx } from "~/db.server";
import { enqueue } from "~/modules/jobs/enqueue.server";
import { hasLiveJob } from "~/modules/jobs/has-live-job.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { activityCheckJob } from "./activity-check";
import { exportJob } from "./call-export";
import { breakOff } from "./run-tests.server";
import { testRunJob } from "./test-run";

/** A run that could not go on for so long does not begin again by itself, when nobody expects it any more. */
const MAX_STALLED_MS = 24 * 3_600_000;

const GAVE_UP =
  "The run could not go on for a day, so it was stopped. What was asked before is kept; ask the set again.";

/**
 * Gives test runs, exports and checks of the activity that the queue has given up, or lost, a new job: after an outage of the database or the key service they go on
 * by themselves.
 */
export async function reviveStalled(shop: ShopContext): Promise<void> {
  await withTenant(shop, async (tx) => {
    await reviveTestRuns(tx, shop);
    const { shopId } = shop;
    for (const { id } of await tx.callExport.findMany({ where: { shopId, state: "running" }, select: { id: true } })) {
      const payload = { shopId, exportId: id };
      if (!(await hasLiveJob(tx, exportJob, payload))) await enqueue(exportJob, payload, { tx });
    }
    for (const { id } of await tx.auditCheck.findMany({ where: { shopId, state: "running" }, select: { id: true } })) {
      const payload = { shopId, checkId: id };
      if (!(await hasLiveJob(tx, activityCheckJob, payload))) await enqueue(activityCheckJob, payload, { tx });
    }
  });
}

async function reviveTestRuns(tx: TenantTx, shop: ShopContext): Promise<void> {
  const { shopId } = shop;
  const where = { shopId, state: "running" };
  for (const { id, createdAt } of await tx.testRun.findMany({ where, select: { id: true, createdAt: true } })) {
    const payload = { shopId, runId: id };
    if (await hasLiveJob(tx, testRunJob, payload)) continue;
    if (Date.now() - createdAt.getTime() > MAX_STALLED_MS) await breakOff(tx, shop, id, GAVE_UP);
    else await enqueue(testRunJob, payload, { tx });
  }
}
