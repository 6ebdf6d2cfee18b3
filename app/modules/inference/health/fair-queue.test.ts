import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { FairQueue, type Place } from "./fair-queue";

const NEVER = new AbortController().signal;
const OPTIONS = { maxWaiting: 4, maxWaitMs: 1_000 };

async function take(queue: FairQueue, shopId = "a"): Promise<Place> {
  const place = await queue.enter(shopId, NEVER);
  if (place.kind !== "place") throw new Error(place.kind);
  return place;
}

describe("FairQueue", () => {
  it("lets as many run as there are places, and the next when one leaves", async () => {
    const queue = new FairQueue(() => 2, { maxWaiting: 4, maxWaitMs: 60_000 });
    const [first] = [await take(queue), await take(queue)];
    const third = queue.enter("a", NEVER);
    expect([queue.running, queue.waiting]).toEqual([2, 1]);
    first.leave();
    first.leave();
    expect((await third).kind).toBe("place");
    expect([queue.running, queue.waiting]).toEqual([2, 0]);
  });

  it("gives the next place to the shop that has the fewest, however long another's line is", async () => {
    const queue = new FairQueue(() => 1, { maxWaiting: 20, maxWaitMs: 60_000 });
    let running = await take(queue, "crowd");
    const served: string[] = [];
    const come = (shopId: string) =>
      void queue.enter(shopId, NEVER).then((place) => {
        served.push(shopId);
        if (place.kind === "place") running = place;
      });
    for (let count = 0; count < 5; count += 1) come("crowd");
    come("small");
    come("other");
    for (let count = 0; count < 4; count += 1) {
      running.leave();
      await wait(0);
    }
    expect(served.slice(0, 2).sort()).toEqual(["other", "small"]);
    expect(served.slice(2)).toEqual(["crowd", "crowd"]);
  });

  it("tells how long it will take by what was measured, and sends away who would wait too long", async () => {
    let now = 0;
    const queue = new FairQueue(
      () => 1,
      OPTIONS,
      () => now,
    );
    const first = await take(queue);
    now = 400;
    first.leave();
    const second = await take(queue);
    const waiting = [queue.enter("a", NEVER), queue.enter("a", NEVER)];
    expect(await queue.enter("a", NEVER)).toEqual({ kind: "busy", retryAfterMs: 1_200 });
    second.leave();
    const place = await waiting[0];
    if (place?.kind === "place") place.leave();
    expect((await waiting[1])?.kind).toBe("place");
  });

  it("lets nobody wait longer than it says", async () => {
    const queue = new FairQueue(() => 4, { maxWaiting: 4, maxWaitMs: 800 });
    for (let count = 0; count < 4; count += 1) await take(queue);
    const startedAt = performance.now();
    expect((await queue.enter("a", NEVER)).kind).toBe("busy");
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  it("shares a full line: a shop with none in it takes the last place of the crowd", async () => {
    const queue = new FairQueue(() => 1, { maxWaiting: 3, maxWaitMs: 60_000 });
    const running = await take(queue, "crowd");
    const crowd = [1, 2, 3].map(() => queue.enter("crowd", NEVER));
    expect((await queue.enter("crowd", NEVER)).kind).toBe("busy");
    const small = queue.enter("small", NEVER);
    expect((await crowd[2])?.kind).toBe("busy");
    running.leave();
    expect((await small).kind).toBe("place");
  });

  it("forgets who left", async () => {
    const queue = new FairQueue(() => 1, { maxWaiting: 3, maxWaitMs: 60_000 });
    const running = await take(queue);
    const reader = new AbortController();
    const left = queue.enter("a", reader.signal);
    reader.abort();
    expect([(await left).kind, queue.waiting]).toEqual(["left", 0]);
    running.leave();
    expect(queue.running).toBe(0);
  });
});
