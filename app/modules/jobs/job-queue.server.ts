import { PgBoss, type ConstructorOptions } from "pg-boss";
import { env } from "~/env.server";
import { logger } from "~/logger.server";
import type { JobSettings } from "./define-job";

const SCHEMA = "pgboss";
const MAX_CONNECTIONS = 4;
const RETRY_DELAY_S = 2;
const RETRY_DELAY_MAX_S = 600;

/** A queue on the app's own database. `options` say whether this process also does the upkeep. */
export function openQueue(options: ConstructorOptions): PgBoss {
  const boss = new PgBoss({
    connectionString: env.DATABASE_URL,
    schema: SCHEMA,
    max: MAX_CONNECTIONS,
    // The owner of the database makes the schema; the app's role may not.
    createSchema: false,
    ...options,
  });
  boss.on("error", (err) => {
    logger.error({ err }, "the job queue failed");
  });
  return boss;
}

/** Makes the job's queue unless it exists; failed tries are repeated later and later, up to every ten minutes. */
export async function ensureQueue(boss: PgBoss, job: JobSettings): Promise<void> {
  await boss.createQueue(job.name, {
    // "short": at most one waiting job for each singleton key (pg-boss, queue policies).
    policy: job.hasSingletonKey ? "short" : "standard",
    retryLimit: job.retryLimit,
    retryDelay: RETRY_DELAY_S,
    retryBackoff: true,
    retryDelayMax: RETRY_DELAY_MAX_S,
    expireInSeconds: job.expireInSeconds,
  });
}
