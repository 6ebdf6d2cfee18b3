import { expect, it } from "vitest";
import { z } from "zod";
import { defineJob, handle } from "./define-job";

const job = defineJob({
  name: "room-do-thing",
  schema: z.object({ shopId: z.string() }),
  retryLimit: 1,
  expireInSeconds: 5,
});

it("runs with the parsed payload", async () => {
  const seen: unknown[] = [];
  await handle(job, async (payload) => void seen.push(payload)).run(
    { shopId: "a", extra: 1 },
    new AbortController().signal,
  );
  expect(seen).toEqual([{ shopId: "a" }]);
});

it("fails a wrong payload before any work", async () => {
  const handler = handle(job, () => Promise.reject(new Error("must not run")));
  await expect(handler.run({ shopId: 1 }, new AbortController().signal)).rejects.toThrow(z.ZodError);
});

it("refuses a name that is no name", () => {
  expect(() => defineJob({ ...job, name: "Bad Name" })).toThrow();
});
