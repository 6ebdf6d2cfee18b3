import { beforeAll, describe, expect, it } from "vitest";
import { withTenant } from "~/db.server";
import type { CallFilter } from "~/modules/inference/call-filter";
import { listCallRecords } from "~/modules/inference/list-call-records.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { insertCalls, oneOf, randomCall, type CallRow } from "./call-rows";
import { newShopId } from "./owner";

type Review = { readonly judgement: string | null; readonly assignedTo: string | null; readonly resolved: boolean };

const ROWS = 400;
const START = Date.parse("2026-10-01T00:00:00.000Z");
const HOUR_MS = 3_600_000;

const shop = systemShop(newShopId(), "test");
const calls: CallRow[] = [];
const reviews = new Map<string, Review>();

beforeAll(async () => {
  // Every third call shares its millisecond with another one.
  for (let n = 0; n < ROWS; n += 1) calls.push(randomCall(new Date(START + (n - (n % 3 === 0 ? 0 : 1)) * HOUR_MS)));
  await insertCalls(shop, calls);
  await insertCalls(systemShop(newShopId(), "test"), [randomCall(new Date(START + 5 * HOUR_MS))]);
  for (const call of calls.filter(() => Math.random() < 0.3)) await review(shop, call);
});

async function review({ shopId }: ShopContext, call: CallRow): Promise<void> {
  const made = {
    judgement: oneOf(["good", "wrong", "unsafe", null]),
    assignedTo: oneOf(["7", "8", null]),
    resolved: Math.random() < 0.5,
  };
  reviews.set(call.id, made);
  const { judgement, assignedTo } = made;
  const resolvedAt = made.resolved ? new Date() : null;
  await withTenant(shop, (tx) =>
    tx.callReview.create({
      data: { shopId, callId: call.id, callCreatedAt: call.createdAt, judgement, assignedTo, resolvedAt },
    }),
  );
}

/** What the list has to give, found without a database. */
function expected(filter: CallFilter): string[] {
  return calls
    .filter((call) => fits(call, reviews.get(call.id), filter))
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

function fits(call: CallRow, review: Review | undefined, filter: CallFilter): boolean {
  const has = (values: readonly string[] | undefined, value: string | null) =>
    !values?.length || (value !== null && values.includes(value));
  const flags = call.verdicts.map(({ stage, verdict }) => `${stage}:${verdict}`);
  return (
    has(filter.purposes, call.purpose) &&
    has(filter.states, call.state) &&
    has(filter.models, call.model) &&
    has(filter.languages, call.language) &&
    (!filter.flags?.length || filter.flags.some((flag) => flags.includes(flag))) &&
    (filter.from === undefined || call.createdAt >= new Date(filter.from)) &&
    (filter.to === undefined || call.createdAt < new Date(filter.to)) &&
    has(filter.judgements, review?.judgement ?? "none") &&
    (filter.assignedTo === undefined || review?.assignedTo === filter.assignedTo) &&
    (filter.review === undefined || (review !== undefined && review.resolved === (filter.review === "resolved")))
  );
}

function randomFilter(): CallFilter {
  const maybe = <T>(make: () => T): T | undefined => (Math.random() < 0.3 ? make() : undefined);
  const some = <T>(values: readonly T[]): T[] => values.filter(() => Math.random() < 0.5);
  return {
    purposes: maybe(() => some(["chat", "copy", "check"] as const)),
    states: maybe(() => some(["complete", "failed", "recorded"] as const)),
    flags: maybe(() => some(["check:withheld", "redact:changed", "call:failed"] as const)),
    models: maybe(() => [oneOf(["small", "large", "unknown"])]),
    languages: maybe(() => some(["en", "de"])),
    from: maybe(() => new Date(START + 100.5 * HOUR_MS).toISOString()),
    to: maybe(() => new Date(START + 300 * HOUR_MS).toISOString()),
    judgements: maybe(() => some(["good", "wrong", "none"] as const)),
    assignedTo: maybe(() => "7"),
    review: maybe(() => oneOf(["open", "resolved"] as const)),
  };
}

describe("the list of calls", () => {
  it("gives every fitting call once and in order, whatever the filter and the size of a page, both ways", async () => {
    for (let round = 0; round < 25; round += 1) {
      const filter = round === 0 ? {} : randomFilter();
      const limit = oneOf([6, 20, 50]);
      const ids = expected(filter);
      const seen: string[] = [];
      const firsts: string[] = [];
      let after: string | undefined;
      let last = await listCallRecords(shop, filter, { limit });
      expect(last.previousCursor).toBeNull();
      for (;;) {
        seen.push(...last.records.map(({ id }) => id));
        if (last.nextCursor === null) break;
        after = last.nextCursor;
        firsts.push(last.records[0]?.id ?? "");
        last = await listCallRecords(shop, filter, { after, limit });
      }
      expect(seen, JSON.stringify(filter)).toEqual(ids);
      while (last.previousCursor !== null) {
        last = await listCallRecords(shop, filter, { before: last.previousCursor, limit });
        expect(last.records[0]?.id, JSON.stringify(filter)).toBe(firsts.pop());
      }
      expect(firsts).toEqual([]);
    }
  });

  it("is not moved by calls that arrive meanwhile", async () => {
    const filter: CallFilter = { purposes: ["chat", "copy"] };
    const ids = expected(filter);
    const seen: string[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const { records, nextCursor } = await listCallRecords(shop, filter, { after, limit: 100 });
      seen.push(...records.map(({ id }) => id));
      after = nextCursor;
      const later = randomCall(new Date(START + (ROWS + seen.length) * HOUR_MS));
      await insertCalls(shop, [later]);
      calls.push(later);
    }
    expect(seen).toEqual(ids);
  });

  it("shows a call under what it has become", async () => {
    const own = systemShop(newShopId(), "test");
    const call = randomCall(new Date(), { state: "recorded", verdicts: [] });
    await insertCalls(own, [call]);
    await withTenant(own, (tx) =>
      tx.callReview.create({
        data: { shopId: own.shopId, callId: call.id, callCreatedAt: call.createdAt, judgement: "wrong" },
      }),
    );
    const verdicts = [{ stage: "check", verdict: "withheld", detail: {}, ms: 1 }];
    await withTenant(own, (tx) => tx.modelCall.updateMany({ data: { state: "complete", verdicts } }));
    const count = async (filter: CallFilter) => (await listCallRecords(own, filter, { limit: 5 })).records.length;
    expect(await count({ states: ["recorded"] })).toBe(0);
    expect(await count({ states: ["complete"], flags: ["check:withheld"] })).toBe(1);
    expect(await count({ states: ["complete"], judgements: ["wrong"] })).toBe(1);
    expect(await count({ states: ["recorded"], judgements: ["wrong"] })).toBe(0);
  });
});
