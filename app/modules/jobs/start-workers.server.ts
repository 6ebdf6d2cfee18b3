import type { JobWithMetadata, PgBoss } from "pg-boss";
import { logger } from "~/logger.server";
import type { JobHandler } from "./define-job";
import { ensureQueue, openQueue } from "./job-queue.server";
import { WORKER_NAME } from "./worker-name";

const POLL_S = 1;
const STOP_TIMEOUT_MS = 10_000;
const HEARTBEAT_S = 10;

/**
 * Works on the jobs of every handler, one job of each kind at a time, and does the queue's upkeep.
 * @returns a function that stops taking jobs and waits up to ten seconds for the running ones; cut off ones are tried again
 * @throws Error when the queue's tables cannot be made or two handlers share a name
 */
export async function startWorkers(handlers: readonly JobHandler[]): Promise<() => Promise<void>> {
  const names = handlers.map(({ job }) => job.name);
  if (new Set(names).size < names.length) throw new Error(`two handlers share a name: ${names.join(", ")}`);
  const boss = openQueue({ instanceName: WORKER_NAME, instanceHeartbeatSeconds: HEARTBEAT_S });
  await boss.start();
  const stopping = new AbortController();
  for (const handler of handlers) await startWorker(boss, handler, stopping.signal);
  logger.info({ jobs: names }, "the worker is ready");
  return async () => {
    const stopped = boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS });
    stopping.abort();
    await stopped;
  };
}

async function startWorker(boss: PgBoss, handler: JobHandler, stopping: AbortSignal): Promise<void> {
  await ensureQueue(boss, handler.job);
  if (handler.job.cron !== undefined) await boss.schedule(handler.job.name, handler.job.cron, {});
  await boss.work(
    handler.job.name,
    { includeMetadata: true, batchSize: 1, pollingIntervalSeconds: POLL_S },
    async (jobs: JobWithMetadata<unknown>[]) => {
      for (const job of jobs) await runLogged(handler, job, stopping);
    },
  );
}

async function runLogged(handler: JobHandler, job: JobWithMetadata<unknown>, stopping: AbortSignal): Promise<void> {
  const started = performance.now();
  const details = { job: job.name, jobId: job.id, attempt: job.retryCount + 1 };
  try {
    await handler.run(job.data, AbortSignal.any([job.signal, stopping]));
    logger.info({ ...details, ms: Math.round(performance.now() - started) }, "a job is done");
  } catch (err) {
    if (job.retryCount >= job.retryLimit) logger.error({ ...details, err }, "a job failed for good");
    else logger.warn({ ...details, err }, "a job failed and will be tried again");
    throw err;
  }
}
