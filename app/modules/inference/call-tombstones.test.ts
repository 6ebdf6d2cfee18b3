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

describe("the erasure of a shop", () => {
  const day = (text: string) => Date.parse(`${text}T00:00:00.000Z`);
  const [before, after] = [call(4, "2026-10-31"), call(6, "2026-10-31")];

  it.each([
    ["that has ended covers what came before, for ever", ["shop.redacted"], "2027-11-01", true],
    ["that has just begun covers it too", ["shop.redaction_started"], "2026-11-01", true],
    ["that began and did not end within a day does not", ["shop.redaction_started"], "2026-11-02", false],
    ["that ended late covers it again", ["shop.redaction_started", "shop.redacted"], "2027-11-01", true],
  ])("%s", (_name, types, now, covered) => {
    const tombstones = new CallTombstones(
      types.map((type) => event(5, "2026-11-01", type, {})),
      day(now),
    );
    expect([before, after].map((finished) => tombstones.covers(finished))).toEqual([covered, false]);
  });
});
