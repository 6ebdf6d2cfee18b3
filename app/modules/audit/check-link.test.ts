import { describe, expect, it } from "vitest";
import { canonicalEvent, type AuditRecord } from "./audit-event";
import { GENESIS_HASH, chainHash } from "./chain-hash.server";
import { checkLink } from "./check-link.server";

const event = {
  shopId: "demo.myshopify.com",
  seq: 1n,
  time: new Date("2026-11-01T10:00:00.123Z"),
  type: "copy.published",
  actor: { kind: "staff", id: "42" },
  payload: { draft: "d1" },
} as const;
const canonical = encode(event);
const row = { ...event, canonical, prevHash: GENESIS_HASH, hash: chainHash(GENESIS_HASH, canonical) };
const start = { seq: 0n, hash: GENESIS_HASH };

function encode(record: AuditRecord): Buffer {
  return Buffer.from(canonicalEvent(record));
}

describe("checkLink", () => {
  it("passes a true row", () => {
    expect(checkLink(row, start)).toBeNull();
  });

  it("holds everything in the canonical bytes", () => {
    expect(new TextDecoder().decode(canonical)).toBe(
      '{"actor":{"id":"42","kind":"staff"},"payload":{"draft":"d1"},"seq":"1","shop":"demo.myshopify.com","time":"2026-11-01T10:00:00.123Z","type":"copy.published","v":1}',
    );
  });

  it.each([
    ["a gap", { seq: 2n }, "deleted", 1n],
    ["another predecessor", { prevHash: "1".repeat(64) }, "edited", 1n],
    ["changed content", { canonical: encode({ ...event, payload: { draft: "d2" } }) }, "edited", 1n],
    ["content that is no event", { canonical: Buffer.from([0xff]) }, "edited", 1n],
    ["another event's content", { canonical: encode({ ...event, seq: 7n }) }, "reordered", 1n],
    ["a changed column", { type: "copy.undone" }, "edited", 1n],
    ["a changed time", { time: new Date(0) }, "edited", 1n],
    ["another shop's row", { shopId: "other.myshopify.com" }, "edited", 1n],
  ])("names %s", (_name, change, kind, seq) => {
    expect(checkLink({ ...row, ...change }, start)).toMatchObject({ kind, seq });
  });

  it("blames the row before when the next one fits its own hash", () => {
    const forged = encode({ ...event, payload: { draft: "d2" } });
    const second = encode({ ...event, seq: 2n });
    const next = { ...event, seq: 2n, canonical: second, prevHash: row.hash, hash: chainHash(row.hash, second) };
    const previous = { seq: 1n, hash: chainHash(GENESIS_HASH, forged) };
    expect(checkLink(next, previous)).toMatchObject({ kind: "edited", seq: 1n });
    const hash = "1".repeat(64);
    expect(checkLink({ ...next, prevHash: hash }, previous)).toMatchObject({ kind: "edited", seq: 2n });
  });
});
