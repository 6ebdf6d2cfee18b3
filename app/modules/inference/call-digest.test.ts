import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { canonicalJson } from "~/lib/canonical-json";
import { hashedCallDigest } from "./call-digest.server";

const columns = {
  shopId: "demo.myshopify.com",
  id: "00000000-0000-4000-8000-000000000001",
  purpose: "chat",
  state: "complete",
  conversationId: null,
  productId: null,
  endpointId: null,
  endpointName: 'the "big" one, größer',
  model: "m",
  promptVersion: "p",
  withheld: false,
  promptTokens: 12,
  completionTokens: 0,
  firstTokenMs: null,
  totalMs: 1234,
  finishReason: "stop",
  fingerprint: null,
  errorCode: null,
  request: "aa",
  response: "bb",
  released: null,
  evidence: null,
};
const verdict = { stage: "redaction", verdict: "changed", detail: "EMAIL\u2028", ms: 0.1 };
const createdAt = "2026-11-01T10:00:00.123Z";
const call = { ...columns, createdAt: new Date(createdAt), finishedAt: null, verdicts: [verdict], language: "de" };

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

it("is that of the canonical JSON of the columns", () => {
  const finishedAt = "2026-11-01T10:00:02.000Z";
  const canonical = canonicalJson({ ...columns, createdAt, finishedAt, verdicts: [verdict], language: "de", v: 1 });
  expect(hashedCallDigest({ ...call, finishedAt: new Date(finishedAt) })).toBe(sha256(canonical));
});

it("knows no language of calls from before there was one", () => {
  const canonical = canonicalJson({ ...columns, createdAt, finishedAt: null, verdicts: [verdict], v: 1 });
  expect(hashedCallDigest({ ...call, language: null })).toBe(sha256(canonical));
});

it("does not depend on the order in which the database gives members", () => {
  const turned = Object.fromEntries(Object.entries(verdict).toReversed());
  expect(hashedCallDigest({ ...call, verdicts: [turned] })).toBe(hashedCallDigest(call));
});
