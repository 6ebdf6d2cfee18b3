import { describe, expect, it } from "vitest";
import type { StoredEvent } from "~/modules/audit/stored-event";
import { CallTombstones } from "./call-tombstones";

const event = (seq: number, time: string, type: string, payload: StoredEvent["payload"]): StoredEvent => ({
  shop: "a.myshopify.com",
  seq: String(seq),
  time: `${time}T00:00:00.000Z`,
  type,
  payload,
});
const call = (seq: number, time: string, purpose = "chat") =>
  event(seq, time, "model_call.finished", { callId: `c${seq}`, purpose });
const expiry = (before: string, sealed = 10, purposes = ["chat"]) =>
  event(100, "2026-11-01", "model_call.expired", { purposes, before: `${before}T00:00:00.000Z`, sealed });

describe("a run of retention", () => {
  it.each([
    ["an older call of its purpose", call(1, "2026-05-01"), expiry("2026-06-01"), true],
    ["a call from after its time", call(1, "2026-06-01"), expiry("2026-06-01"), false],
    ["a call of another purpose", call(1, "2026-05-01", "copy"), expiry("2026-06-01"), false],
    ["a call that was finished after it", call(101, "2026-05-01"), expiry("2026-06-01"), false],
    ["a call younger than any retention, whatever it says", call(1, "2026-10-15"), expiry("2026-10-31"), false],
    ["what is old enough, when it claims too much", call(1, "2026-09-30"), expiry("2027-01-01"), true],
    ["an older call, when it says that none went", call(1, "2026-05-01"), expiry("2026-06-01", 0), false],
    [
      "anything, when its time is no time",
      call(1, "2026-05-01"),
      event(100, "2026-11-01", "model_call.expired", { purposes: ["chat"], before: 7, sealed: 1 }),
      false,
    ],
  ])("covers %s: %s", (_name, finished, tombstone, covered) => {
    expect(new CallTombstones([tombstone]).covers(finished)).toBe(covered);
  });

  it("covers as many as all of them say that they deleted, and no more", () => {
    const tombstones = new CallTombstones([expiry("2026-06-01", 1), expiry("2026-06-01", 1)]);
    expect([1, 2, 3].map((seq) => tombstones.covers(call(seq, "2026-05-01")))).toEqual([true, true, false]);
  });
});

describe("erasures", () => {
  it("of a shop cover what came before, also when they have only begun; of calls those that they name", () => {
    for (const type of ["shop.redacted", "shop.redaction_started"]) {
      const tombstones = new CallTombstones([event(5, "2026-11-01", type, {})]);
      expect([4, 6].map((seq) => tombstones.covers(call(seq, "2026-10-31")))).toEqual([true, false]);
    }
    const named = new CallTombstones([event(5, "2026-11-01", "model_call.erased", { callIds: ["c1"] })]);
    expect([1, 2].map((seq) => named.covers(call(seq, "2026-10-31")))).toEqual([true, false]);
  });
});
