import type { TenantTx } from "~/db.server";
import { jobSettings, type Job } from "./define-job";
import { openSenderFor } from "./sender.server";

type Options = {
  /** The job comes into being with this transaction, or not at all. */
  readonly tx?: TenantTx;
  /** Seconds to wait before the first try. */
  readonly afterS?: number;
};

/**
 * Puts a job into the queue; it runs in the worker, not here. A job whose singleton key is already waiting is dropped.
 * @throws ZodError when the payload does not fit; AppError `database_unavailable`.
 */
export async function enqueue<T>(job: Job<T>, payload: T, { tx, afterS }: Options = {}): Promise<void> {
  const data: unknown = job.schema.parse(payload);
  if (typeof data !== "object" || data === null) throw new Error(`the payload of ${job.name} must be an object`);
  const boss = await openSenderFor(jobSettings(job));
  const singletonKey = job.singletonKey?.(payload);
  await boss.send(job.name, data, {
    ...(singletonKey === undefined ? {} : { singletonKey }),
    ...(afterS === undefined ? {} : { startAfter: afterS }),
    ...(tx ? { db: queryInside(tx) } : {}),
  });
}

/** pg-boss runs its statement through Prisma's transaction. */
function queryInside(tx: TenantTx) {
  return {
    executeSql: async (text: string, values: unknown[] = []) => ({
      rows: await tx.$queryRawUnsafe<unknown[]>(text, ...values),
    }),
  };
}
