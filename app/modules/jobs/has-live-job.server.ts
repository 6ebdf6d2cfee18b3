import type { TenantTx } from "~/db.server";
import { jobSettings, type Job } from "./define-job";
import { openSenderFor } from "./sender.server";

/** Whether the queue holds a job of this kind with this payload that waits, runs, or will be tried again. A failed one is none. */
export async function hasLiveJob<T>(tx: TenantTx, job: Job<T>, payload: T): Promise<boolean> {
  // The queue's tables are there once it was opened.
  await openSenderFor(jobSettings(job));
  const rows = await tx.$queryRaw<{ live: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM pgboss.job WHERE name = ${job.name} AND data = ${JSON.stringify(job.schema.parse(payload))}::jsonb
        AND state IN ('created', 'retry', 'active')) AS live`;
  return rows[0]?.live ?? false;
}
