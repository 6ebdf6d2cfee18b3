import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AdminResponse } from "./admin-response";
import { inLineOf, ShopLine } from "./shop-line";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const RESTORE_PER_S = 100;

/** A shop's points as Shopify counts them: a refused request costs none. */
function bucket(points: number) {
  let at = Date.now();
  let available = points;
  return (cost: number): AdminResponse => {
    available += ((Date.now() - at) / 1_000) * RESTORE_PER_S;
    at = Date.now();
    const isRefused = available < cost;
    if (!isRefused) available -= cost;
    const throttleStatus = { currentlyAvailable: available, restoreRate: RESTORE_PER_S };
    return {
      ...(isRefused ? { errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }] } : { data: {} }),
      extensions: { cost: { requestedQueryCost: cost, throttleStatus } },
    };
  };
}

const answered = async <T>(value: T) => {
  await new Promise((resolve) => setTimeout(resolve, 20));
  return value;
};

describe("a shop's line", () => {
  it("lets requests go side by side while there are points", async () => {
    const line = new ShopLine();
    const ask = bucket(1_000);
    let underWay = 0;
    let most = 0;
    const send = async () => {
      most = Math.max(most, (underWay += 1));
      return answered(ask(10)).finally(() => (underWay -= 1));
    };
    const all = Promise.all(Array.from({ length: 20 }, () => line.run(send)));
    await vi.advanceTimersByTimeAsync(20);
    expect(await all).toHaveLength(20);
    expect(most).toBe(20);
    expect(line.isIdle).toBe(true);
  });

  it("brings all through in their order when the points are used up, each after at most its share", async () => {
    const line = new ShopLine();
    const ask = bucket(0);
    const through: number[] = [];
    let sent = 0;
    const run = (n: number, cost: number) =>
      line
        .run(() => {
          sent += 1;
          return answered(ask(cost));
        })
        .then(() => through.push(n));
    const all = Promise.all(Array.from({ length: 20 }, (_, n) => run(n, 100)));
    await vi.advanceTimersByTimeAsync(25_000);
    await all;
    expect(through).toEqual(Array.from({ length: 20 }, (_, n) => n));
    // Each was refused at most twice: when they all came, and when those before it had taken what it saw.
    expect(sent).toBeLessThanOrEqual(60);
  });

  it("does not let cheap requests overtake a dear one for ever", async () => {
    const line = new ShopLine();
    const ask = bucket(0);
    let isThrough = false;
    const dear = line.run(() => answered(ask(500))).then(() => (isThrough = true));
    await vi.advanceTimersByTimeAsync(100);
    const cheap = Array.from({ length: 50 }, () => line.run(() => answered(ask(5))));
    await vi.advanceTimersByTimeAsync(5_500);
    expect(isThrough).toBe(true);
    await vi.advanceTimersByTimeAsync(20_000);
    await Promise.all([dear, ...cheap]);
  });

  it("tells who waits too long, and goes on with the next", async () => {
    const line = new ShopLine();
    const refuse = () => answered(bucket(0)(1_000_000));
    const first = expect(line.run(refuse)).rejects.toMatchObject({ code: "shopify_failed" });
    await vi.advanceTimersByTimeAsync(5_000);
    const second = line.run(() => answered({ data: 1 }));
    await vi.advanceTimersByTimeAsync(25_100);
    await first;
    await vi.advanceTimersByTimeAsync(20);
    expect(await second).toEqual({ data: 1 });
    expect(line.isIdle).toBe(true);
  });

  it("is left by a request that fails", async () => {
    const line = new ShopLine();
    let refusals = 1;
    const fails = line.run(() =>
      (refusals -= 1) === 0 ? answered(bucket(0)(10)) : Promise.reject(new Error("connection lost")),
    );
    const outcome = expect(fails).rejects.toThrow("connection lost");
    const next = line.run(() => answered({ data: 1 }));
    await vi.advanceTimersByTimeAsync(1_000);
    await outcome;
    expect(await next).toEqual({ data: 1 });
  });

  it("waits as long as Retry-After says", async () => {
    const line = new ShopLine();
    const errors = [{ message: "Throttled", extensions: { code: "THROTTLED" } }];
    const answers: AdminResponse[] = [{ errors, extensions: { retryAfterS: 3 } }, { data: 1 }];
    let tried = 0;
    const run = line.run(() => answered(answers[tried++] ?? {}));
    await vi.advanceTimersByTimeAsync(2_900);
    expect(tried).toBe(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(await run).toEqual({ data: 1 });
  });

  it("refuses when too many wait", async () => {
    const line = new ShopLine();
    const ask = bucket(0);
    const waiting = Array.from({ length: 201 }, () => line.run(() => answered(ask(1_000_000))).catch(() => "late"));
    await vi.advanceTimersByTimeAsync(100);
    await expect(line.run(() => answered({ data: 1 }))).rejects.toMatchObject({ code: "shopify_failed" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(["late"]));
  });

  it("is one for each shop, and shops do not wait for each other", async () => {
    const ask = bucket(0);
    const slow = inLineOf("a.myshopify.com", (line) => line.run(() => answered(ask(500))));
    await vi.advanceTimersByTimeAsync(50);
    let isDone = false;
    const other = inLineOf("b.myshopify.com", (line) => line.run(() => answered({ data: 1 }))).then(
      () => (isDone = true),
    );
    await vi.advanceTimersByTimeAsync(30);
    expect(isDone).toBe(true);
    let isSameDone = false;
    const same = inLineOf("a.myshopify.com", (line) => line.run(() => answered({ data: 1 }))).then(
      () => (isSameDone = true),
    );
    await vi.advanceTimersByTimeAsync(100);
    expect(isSameDone).toBe(false);
    await vi.advanceTimersByTimeAsync(6_000);
    await Promise.all([slow, other, same]);
  });
});
