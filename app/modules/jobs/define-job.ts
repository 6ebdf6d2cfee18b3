import type { z } from "zod";

/** One kind of background work: its name, what its payload holds, and how it is retried. */
export type Job<T> = {
  /** Lower case with dashes, the room first: "knowledge-sync-catalogue". */
  readonly name: string;
  /** Payloads hold a shop's domain and ids only, never personal data: they are stored in plain text. */
  readonly schema: z.ZodType<T>;
  /** Tries after the first one. */
  readonly retryLimit: number;
  /** A run that takes longer is stopped and counts as failed. */
  readonly expireInSeconds: number;
  /** Jobs of the same key wait as one: a second one is dropped while the first has not begun. */
  readonly singletonKey?: (payload: T) => string;
  /** When the queue itself starts it, with an empty payload: a cron expression in UTC. */
  readonly cron?: string;
};

/** What the queue needs to know about a job, whatever its payload is. */
export type JobSettings = Pick<Job<unknown>, "name" | "retryLimit" | "expireInSeconds" | "cron"> & {
  readonly hasSingletonKey: boolean;
};

/** A job together with the code that does it; a room exports a list of these. */
export type JobHandler = {
  readonly job: JobSettings;
  /** Parses the payload and does the work; `signal` is aborted when the time is over or the worker stops. */
  readonly run: (payload: unknown, signal: AbortSignal) => Promise<void>;
};

const JOB_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Declares a job.
 * @throws Error when the name is not lower case with dashes.
 */
export function defineJob<T>(job: Job<T>): Job<T> {
  if (!JOB_NAME.test(job.name)) throw new Error(`"${job.name}" is not a job name: use lower case with dashes.`);
  return job;
}

/** The part of a job that does not depend on its payload's type. */
export function jobSettings<T>(job: Job<T>): JobSettings {
  const { name, retryLimit, expireInSeconds, cron, singletonKey } = job;
  return { name, retryLimit, expireInSeconds, hasSingletonKey: singletonKey !== undefined, ...(cron ? { cron } : {}) };
}

/** Binds a job to its code; a payload that does not fit the schema fails the job before any work. */
export function handle<T>(job: Job<T>, run: (payload: T, signal: AbortSignal) => Promise<void>): JobHandler {
  return { job: jobSettings(job), run: async (payload, signal) => run(job.schema.parse(payload), signal) };
}
