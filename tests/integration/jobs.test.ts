import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { closeDatabase, withTenant } from "~/db.server";
import { defineJob, handle, type JobHandler } from "~/modules/jobs/define-job";
import { checkHealth } from "~/modules/jobs/check-health.server";
import { enqueue } from "~/modules/jobs/enqueue.server";
import { closeSender } from "~/modules/jobs/sender.server";
import { startWorkers } from "~/modules/jobs/start-workers.server";
import { newShopId } from "./owner";

let stop: (() => Promise<void>) | undefined;

afterEach(async () => {
  await stop?.();
  stop = undefined;
});

afterAll(async () => {
  await closeSender();
  await closeDatabase();
});

let counter = 0;

function testJob(options: { keyed?: boolean; retryLimit?: number } = {}) {
  counter += 1;
  return defineJob({
    name: `test-job-${process.pid}-${counter}`,
    schema: z.object({ shopId: z.string(), n: z.number().default(0) }),
    retryLimit: options.retryLimit ?? 0,
    expireInSeconds: 30,
    ...(options.keyed ? { singletonKey: ({ shopId }: { shopId: string }) => shopId } : {}),
  });
}

async function work(...handlers: JobHandler[]): Promise<void> {
  stop = await startWorkers(handlers);
}

describe("jobs", () => {
  it("run with their payload, in the worker", async () => {
    const job = testJob();
    const run = vi.fn(() => Promise.resolve());
    await enqueue(job, { shopId: "a", n: 1 });
    expect(run).not.toHaveBeenCalled();
    await work(handle(job, run));
    await vi.waitFor(() => expect(run).toHaveBeenCalledWith({ shopId: "a", n: 1 }, expect.any(AbortSignal)), 8_000);
  });

  it("come into being with their transaction only", async () => {
    const job = testJob();
    const shop = { shopId: newShopId() };
    const rolledBack = withTenant(shop, async (tx) => {
      await enqueue(job, { ...shop, n: 1 }, { tx });
      throw new Error("roll back");
    });
    await expect(rolledBack).rejects.toThrow("roll back");
    await withTenant(shop, (tx) => enqueue(job, { ...shop, n: 2 }, { tx }));
    const run = vi.fn(() => Promise.resolve());
    await work(handle(job, run));
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1), 8_000);
    expect(run).toHaveBeenCalledWith({ ...shop, n: 2 }, expect.anything());
  });

  it("of one key wait as one", async () => {
    const job = testJob({ keyed: true });
    for (const shopId of ["a", "a", "b", "a"]) await enqueue(job, { shopId, n: 0 });
    const seen: string[] = [];
    await work(handle(job, async ({ shopId }) => void seen.push(shopId)));
    await vi.waitFor(() => expect(seen.sort()).toEqual(["a", "b"]), 8_000);
  });

  it("are tried again, and then again no more", async () => {
    const job = testJob({ retryLimit: 1 });
    const run = vi.fn(() => Promise.reject(new Error("not today")));
    await enqueue(job, { shopId: "a", n: 0 });
    await work(handle(job, run));
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(2), 20_000);
  });

  it("are told to stop, and wait for the next worker", async () => {
    const job = testJob({ retryLimit: 3 });
    let signal: AbortSignal | undefined;
    await enqueue(job, { shopId: "a", n: 0 });
    await work(
      handle(job, async (_payload, stopping) => {
        signal = stopping;
        await new Promise((_resolve, reject) => stopping.addEventListener("abort", () => reject(new Error("stopped"))));
      }),
    );
    await vi.waitFor(() => expect(signal).toBeDefined(), 8_000);
    await stop?.();
    expect(signal?.aborted).toBe(true);
    const again = vi.fn(() => Promise.resolve());
    await work(handle(job, again));
    await vi.waitFor(() => expect(again).toHaveBeenCalled(), 15_000);
  });

  it("refuse a payload that does not fit", async () => {
    // @ts-expect-error -- the wrong type is the point
    await expect(enqueue(testJob(), { shopId: 1 })).rejects.toThrow(z.ZodError);
  });
});

describe("health", () => {
  it("sees the worker come and go", async () => {
    expect(await checkHealth()).toEqual({ database: "ok", worker: "silent" });
    await work(handle(testJob(), () => Promise.resolve()));
    await vi.waitFor(async () => expect(await checkHealth()).toEqual({ database: "ok", worker: "ok" }), 5_000);
    await stop?.();
    stop = undefined;
    expect(await checkHealth()).toEqual({ database: "ok", worker: "silent" });
  });
});
