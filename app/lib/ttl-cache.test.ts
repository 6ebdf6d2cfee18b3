import { expect, it } from "vitest";
import { TtlCache } from "./ttl-cache";

function makeCache() {
  const clock = { now: 0 };
  const cache = new TtlCache<number>({ ttlMs: 5_000, maxEntries: 2, now: () => clock.now });
  let reads = 0;
  return { cache, clock, read: (key: string) => cache.get(key, async () => (reads += 1)) };
}

it("reads once until it is too old", async () => {
  const { clock, read } = makeCache();
  expect([await read("a"), await read("a")]).toEqual([1, 1]);
  clock.now = 5_000;
  expect(await read("a")).toBe(2);
});

it("reads anew after a change, and keeps nothing that may have been read before it was committed", async () => {
  const { cache, clock, read } = makeCache();
  await read("a");
  cache.forget("a");
  expect([await read("a"), await read("a")]).toEqual([2, 3]);
  clock.now = 2_000;
  expect([await read("a"), await read("a")]).toEqual([4, 4]);
});

it("keeps no failure and no more than it may", async () => {
  const { cache, read } = makeCache();
  await expect(cache.get("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await read("a")).toBe(1);
  await read("b");
  await read("c");
  expect(await read("a")).toBe(4);
});
