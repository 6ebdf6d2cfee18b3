import type { PgBoss } from "pg-boss";
import { AppError } from "~/lib/app-error";
import type { JobSettings } from "./define-job";
import { ensureQueue, openQueue } from "./job-queue.server";

let sender: Promise<PgBoss> | undefined;
const readyQueues = new Map<string, Promise<void>>();

/**
 * The process's connection to the queue, opened on first use; it does none of the queue's upkeep.
 * @throws AppError `database_unavailable`.
 */
export async function openSender(): Promise<PgBoss> {
  sender ??= startSender();
  try {
    return await sender;
  } catch (cause) {
    sender = undefined;
    throw queueUnavailable(cause);
  }
}

/** The sender, with the job's queue in place. @throws AppError `database_unavailable`. */
export async function openSenderFor(job: JobSettings): Promise<PgBoss> {
  const boss = await openSender();
  const ready = readyQueues.get(job.name) ?? ensureQueue(boss, job);
  readyQueues.set(job.name, ready);
  try {
    await ready;
    return boss;
  } catch (cause) {
    readyQueues.delete(job.name);
    throw queueUnavailable(cause);
  }
}

/** Closes the sender's connections; for a clean stop. */
export async function closeSender(): Promise<void> {
  const boss = await sender?.catch(() => undefined);
  sender = undefined;
  readyQueues.clear();
  await boss?.stop({ graceful: false });
}

async function startSender(): Promise<PgBoss> {
  const boss = openQueue({ supervise: false, schedule: false, registerInstance: false });
  await boss.start();
  return boss;
}

function queueUnavailable(cause: unknown): AppError {
  return new AppError("database_unavailable", {
    message: "the job queue could not be reached",
    userMessage: "The app cannot reach its database right now. Nothing was lost; please try again in a minute.",
    cause,
    retryAfterS: 10,
  });
}
