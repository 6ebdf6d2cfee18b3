import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import { parseStoredEvent } from "~/modules/audit/stored-event";
import { callDigest } from "~/modules/inference/call-digest.server";
import { finishCall } from "~/modules/inference/finish-call.server";
import { emptyCompletion } from "~/modules/inference/read-completion.server";
import { recordCall, type RecordedCall } from "~/modules/inference/record-call.server";
import { closeSender, openSender } from "~/modules/jobs/sender.server";
import { requestRotation } from "~/modules/keys/request-rotation.server";
import { runRotation } from "~/modules/keys/run-rotation.server";
import { redactShop } from "~/modules/privacy/redact-shop.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { destroySubject } from "~/modules/vault/destroy-subject.server";
import { forgeChain, newAuditHome, tamper, verify } from "./audit-shop";
import { newShopId } from "./owner";

const home = newAuditHome();

// Erasing a shop empties its queue, which is made when it is first opened.
beforeAll(async () => void (await openSender()));
afterAll(async () => {
  rmSync(home.folder, { recursive: true });
  await closeSender();
  await closeDatabase();
});

/** A shop with two finished calls of one conversation; gives the id of the second. */
async function shopWithCalls() {
  const shop = newTestShop();
  const conversationId = crypto.randomUUID();
  await finish(shop, await record(shop, conversationId));
  const call = await record(shop, conversationId);
  await finish(shop, call);
  return { shop, conversationId, callId: call.id };
}

const newTestShop = () => systemShop(newShopId(), "test");
type Shop = ReturnType<typeof newTestShop>;

async function record(shop: Shop, conversationId: string): Promise<RecordedCall> {
  const body = JSON.stringify({ model: "test" });
  const call = {
    purpose: "chat",
    promptVersion: "test-1",
    conversationId,
    endpoint: null,
    body,
    evidence: [],
  } as const;
  return (await recordCall(shop, call)).value;
}

function finish(shop: Shop, call: RecordedCall): Promise<void> {
  return finishCall(shop, call, {
    outcome: { callId: call.id, state: "complete", text: "Yes.", withheld: [], finishReason: "stop", errorCode: null },
    completion: { ...emptyCompletion(), text: "Yes.", finishReason: "stop", promptTokens: 12, completionTokens: 2 },
    verdicts: [{ stage: "check", verdict: "pass", detail: { zeta: 1, alpha: "x", unit: "ms" }, ms: 1.25 }],
    fingerprint: "b1",
    totalMs: 9,
  });
}

const storedCalls = (shop: Shop) => withTenant(shop, (tx) => tx.modelCall.findMany({ orderBy: { id: "asc" } }));

async function rotateKeys(shop: Shop): Promise<void> {
  const options = { forMs: 30_000, signal: new AbortController().signal, settleMs: 0 };
  expect(await runRotation(shop, await requestRotation(shop, "all"), options)).toEqual({ next: "end" });
}

describe("records of model calls", () => {
  it("fit what the chain holds of them, also when their key was destroyed", async () => {
    const { shop, conversationId } = await shopWithCalls();
    expect(await verify(shop, home)).toMatchObject({ rows: 2, damage: null });
    await withTenant(shop, (tx) => destroySubject(tx, shop, `conversation:${conversationId}`));
    expect(await verify(shop, home)).toMatchObject({ damage: null });
  });

  it.each([
    ["the answer", "response = response || '\\x00'::bytea"],
    ["the request", "request = NULL"],
    ["the outcome", "state = 'failed'"],
    ["a verdict", "verdicts = '[]'::jsonb"],
    ["the time", "created_at = created_at - interval '1 hour'"],
    ["the tokens", "prompt_tokens = 13"],
  ])("are named when %s was changed", async (_name, change) => {
    const { shop, callId } = await shopWithCalls();
    await tamper((client) => client.query(`UPDATE model_call SET ${change} WHERE id = $1`, [callId]));
    expect((await verify(shop, home)).damage).toMatchObject({ kind: "record_changed", seq: 2n });
  });

  it("are named when they are gone, unless an event says why", async () => {
    const { shop, callId } = await shopWithCalls();
    await withTenant(shop, (tx) => tx.modelCall.deleteMany({ where: { id: callId } }));
    expect((await verify(shop, home)).damage).toMatchObject({ kind: "record_missing", seq: 2n });
    // No code writes it, and it excuses nothing.
    await withTenant(shop, (tx) =>
      appendEvent(tx, shop, { type: "model_call.erased", payload: { callIds: [callId] } }),
    );
    expect((await verify(shop, home)).damage).toMatchObject({ kind: "record_missing", seq: 2n });
    await redactShop(shop, crypto.randomUUID());
    expect(await verify(shop, home)).toMatchObject({ rows: 5, damage: null });
  });

  it("are named when an erasure of the shop was said to begin and the shop lives on", async () => {
    const { shop, callId } = await shopWithCalls();
    const calls = await withTenant(shop, (tx) => tx.auditEvent.findMany({ orderBy: { seq: "asc" } }));
    const finished = calls.map(({ type, canonical, time }) => {
      const payload = parseStoredEvent(canonical)?.payload as Record<string, string>; // of model_call.finished
      return { type, time, payload };
    });
    const begin = (hoursAgo: number) => {
      const time = new Date(Date.now() - hoursAgo * 3_600_000);
      return forgeChain(shop.shopId, 1, [...finished, { type: "shop.redaction_started", payload: {}, time }]);
    };
    await withTenant(shop, (tx) => tx.modelCall.deleteMany({ where: { id: callId } }));
    await begin(23);
    expect(await verify(shop, home)).toMatchObject({ rows: 3, damage: null });
    await begin(25);
    expect((await verify(shop, home)).damage).toMatchObject({ kind: "record_missing", seq: 2n });
  });

  it("fit what a rotation of the shop's keys made of them, and are named when they are changed after it", async () => {
    const { shop, callId } = await shopWithCalls();
    const before = await storedCalls(shop);
    await rotateKeys(shop);
    const after = await storedCalls(shop);
    for (const [at, { request }] of after.entries()) expect(request).not.toEqual(before[at]?.request);
    // Two ends of calls, the rotation's start, the new digests, the rotation's end.
    expect(await verify(shop, home)).toMatchObject({ rows: 5, damage: null });
    const events = await withTenant(shop, (tx) =>
      tx.auditEvent.findMany({ where: { type: "model_call.reencrypted" } }),
    );
    const digests = Object.fromEntries(after.map((row) => [row.id, callDigest(row)]));
    expect(events.map(({ canonical }) => parseStoredEvent(canonical)?.payload)).toEqual([{ digests }]);
    await tamper((client) => client.query("UPDATE model_call SET released = '\\x01' WHERE id = $1", [callId]));
    expect((await verify(shop, home)).damage).toMatchObject({ kind: "record_changed", seq: 2n });
  });

  it("of a call under way when the keys were rotated fit the digest of its end", async () => {
    const shop = newTestShop();
    const conversationId = crypto.randomUUID();
    const call = await record(shop, conversationId);
    await rotateKeys(shop);
    await finish(shop, call);
    expect(await verify(shop, home)).toMatchObject({ rows: 3, damage: null });
  });

  it("fit the digest that a key rotation gave them last", async () => {
    const { shop, callId } = await shopWithCalls();
    await tamper((client) => client.query("UPDATE model_call SET response = '\\x01' WHERE id = $1", [callId]));
    expect((await verify(shop, home)).damage).toMatchObject({ kind: "record_changed" });
    const row = await withTenant(shop, (tx) => tx.modelCall.findFirstOrThrow({ where: { id: callId } }));
    const payload = { digests: { [callId]: callDigest(row) } };
    await withTenant(shop, (tx) => appendEvent(tx, shop, { type: "model_call.reencrypted", payload }));
    expect(await verify(shop, home)).toMatchObject({ damage: null });
    await tamper((client) => client.query("UPDATE model_call SET response = '\\x02' WHERE id = $1", [callId]));
    expect((await verify(shop, home)).damage).toMatchObject({ kind: "record_changed", seq: 2n });
  });
});
