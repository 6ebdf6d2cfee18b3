import { rmSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import { callDigest } from "~/modules/inference/call-digest.server";
import { closeSender } from "~/modules/jobs/sender.server";
import { DEFAULT_RETENTION_DAYS, expiryOf, type RetentionDays } from "~/modules/privacy/data-classes";
import { getRetention } from "~/modules/privacy/get-retention.server";
import { openExport } from "~/modules/privacy/open-export.server";
import { previewRetention } from "~/modules/privacy/preview-retention.server";
import { privacyHandlers } from "~/modules/privacy/privacy-jobs.server";
import { RetentionForm } from "~/modules/privacy/retention-form";
import { requestRetention } from "~/modules/privacy/request-retention.server";
import { runRetention } from "~/modules/privacy/run-retention.server";
import { saveRetention } from "~/modules/privacy/save-retention.server";
import { personalDataHolders, retainedData } from "~/personal-data.server";
import { forgeChain, newAuditHome, tamper, verify } from "./audit-shop";
import { findInDatabase } from "./database-search";
import { asOwner } from "./owner";
import { addCall, CANARY, eventTypes, fulfil, newTestShop, receive, shopWithChats, type Shop } from "./privacy-shop";

const home = newAuditHome();
const { signal } = new AbortController();

afterAll(async () => {
  rmSync(home.folder, { recursive: true });
  await closeSender();
  await closeDatabase();
});

/** Runs until the end, as the worker's jobs do. @returns what was deleted */
async function retain(shop: Shop, forMs = 30_000) {
  const runId = await requestRetention(shop, "staff");
  let pieces = 0;
  while ((await runRetention(shop, runId, retainedData, { forMs, signal })) === "go_on") pieces += 1;
  return { pieces, deleted: (await getRetention(shop)).last?.deleted };
}

/** Everything of a shop becomes older, its audit events with it: the chain is made anew over the new times. */
async function age(shop: Shop, days: number): Promise<void> {
  await tamper(async (client) => {
    const move = `- make_interval(days => ${days})`;
    await client.query(`UPDATE conversation SET updated_at = updated_at ${move} WHERE shop_id = $1`, [shop.shopId]);
    await client.query(
      `UPDATE model_call SET created_at = created_at ${move}, finished_at = finished_at ${move} WHERE shop_id = $1`,
      [shop.shopId],
    );
    await client.query(`UPDATE webhook_receipt SET received_at = received_at ${move} WHERE shop_id = $1`, [
      shop.shopId,
    ]);
    await client.query("DELETE FROM audit_event WHERE shop_id = $1", [shop.shopId]);
  });
}

/** Calls that were finished long ago, with a chain that vouches for them since then. @returns their ids, oldest first */
async function oldCalls(
  shop: Shop,
  purposes: readonly ("chat" | "copy")[],
  days: readonly number[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const purpose of purposes) ids.push(await addCall(shop, purpose));
  await tamper(async (client) => {
    for (const [at, id] of ids.entries())
      await client.query(
        `UPDATE model_call SET created_at = created_at - make_interval(days => $2), finished_at = finished_at - make_interval(days => $2)
         WHERE id = $1`,
        [id, days[at]],
      );
  });
  const rows = await withTenant(shop, (tx) => tx.modelCall.findMany({ where: { id: { in: ids } } }));
  const events = ids
    .flatMap((id) => rows.filter((row) => row.id === id))
    .map((row) => ({
      type: "model_call.finished",
      time: row.finishedAt ?? new Date(0),
      payload: { callId: row.id, purpose: row.purpose, state: row.state, digest: callDigest(row) },
    }));
  await forgeChain(shop.shopId, 1, events);
  return ids;
}

const daysWith = (change: Partial<RetentionDays>): RetentionDays => ({ ...DEFAULT_RETENTION_DAYS, ...change });

describe("retention", () => {
  it("deletes what is older than its class is kept, destroys the keys, and says what it did", async () => {
    const { shop, own } = await shopWithChats();
    await age(shop, 181);
    const draft = {
      shopId: shop.shopId,
      productId: "p",
      productTitle: "t",
      kind: "description",
      baseText: "",
      createdBy: "1",
    };
    const createdAt = new Date(Date.now() - 400 * 86_400_000);
    await withTenant(shop, async (tx) => {
      await tx.copyDraft.create({ data: { ...draft, id: crypto.randomUUID(), state: "published", createdAt } });
      await tx.copyDraft.create({ data: { ...draft, id: crypto.randomUUID(), state: "publishing", createdAt } });
      await tx.copyDraft.create({ data: { ...draft, id: crypto.randomUUID(), state: "ready" } });
      const session = { shopId: shop.shopId, isOnline: true, accessToken: Buffer.from("x"), expires: createdAt };
      await tx.session.create({ data: { ...session, id: "ended" } });
      await tx.session.create({ data: { ...session, id: "renewable", refreshToken: Buffer.from("x") } });
      const receipt = { shopId: shop.shopId, topic: "X" };
      await tx.webhookReceipt.create({ data: { ...receipt, webhookId: "old", receivedAt: createdAt } });
      await tx.webhookReceipt.create({ data: { ...receipt, webhookId: "new" } });
    });
    const { due } = await previewRetention(shop, "saved", retainedData);
    expect(Object.fromEntries(due.map(({ dataClass, count }) => [dataClass, count]))).toEqual({
      conversations: 2,
      chat_calls: 2,
      copy_drafts: 1,
      sessions: 1,
      webhook_receipts: 1,
    });
    expect(due[0]).toMatchObject({ before: expiryOf(180, new Date()).toISOString(), days: 180 });
    const { deleted } = await retain(shop);
    expect(deleted).toEqual({ conversations: 2, chat_calls: 2, copy_drafts: 1, sessions: 1, webhook_receipts: 1 });
    await withTenant(shop, async (tx) => {
      expect(await tx.message.count()).toBe(0);
      expect(await tx.copyDraft.count()).toBe(2);
      expect((await tx.session.findMany()).map(({ id }) => id)).toEqual(["renewable"]);
      const keys = await tx.dataKey.findMany({ where: { subject: `conversation:${own}` } });
      expect(keys.map(({ wrapped }) => wrapped)).toEqual([null]);
    });
    expect(await findInDatabase(shop, CANARY)).toEqual([]);
    expect(await eventTypes(shop)).toEqual([
      "retention.requested",
      "subject_keys.destroyed",
      "model_call.expired",
      "retention.applied",
    ]);
    const destroyed = await withTenant(shop, (tx) =>
      tx.auditEvent.findFirstOrThrow({ where: { type: "subject_keys.destroyed" } }),
    );
    expect(Buffer.from(destroyed.canonical).toString()).toContain('"payload":{"count":2}');
    // A second run finds nothing.
    expect((await retain(shop)).deleted).toEqual({});
  });

  it("that staff confirm deletes only by the limits that they were shown", async () => {
    const { shop } = await shopWithChats();
    const { limits } = await previewRetention(shop, "saved", retainedData);
    await saveRetention(shop, daysWith({ sessions: 3 }));
    await expect(requestRetention(shop, "staff", limits)).rejects.toMatchObject({ code: "conflict" });
    expect((await getRetention(shop)).running).toBeNull();
    const looked = await previewRetention(shop, "saved", retainedData);
    const id = await requestRetention(shop, "staff", looked.limits);
    expect((await getRetention(shop)).running).toMatchObject({ id });
  });

  it("leaves what is young, and another shop", async () => {
    const { shop } = await shopWithChats();
    const other = await shopWithChats();
    await age(other.shop, 400);
    expect((await retain(shop)).deleted).toEqual({});
    expect(await withTenant(other.shop, (tx) => tx.conversation.count())).toBe(2);
  });

  it("goes by the merchant's days, which have bounds, and the audit log has them", async () => {
    const { shop } = await shopWithChats();
    await age(shop, 10);
    expect((await retain(shop)).deleted).toEqual({});
    await saveRetention(shop, daysWith({ conversations: 7 }));
    expect((await getRetention(shop)).days.conversations).toBe(7);
    expect((await retain(shop)).deleted).toEqual({ conversations: 2 });
    const changed = await withTenant(shop, (tx) =>
      tx.auditEvent.findFirstOrThrow({ where: { type: "retention.changed" } }),
    );
    expect(Buffer.from(changed.canonical).toString()).toContain('"payload":{"conversations":{"from":180,"to":7}}');
    for (const bad of [{ chat_calls: 29 }, { conversations: 0 }, { exports: 91 }, { sessions: 1.5 }])
      expect(RetentionForm.safeParse(daysWith(bad)).success).toBe(false);
    expect(RetentionForm.parse({ ...daysWith({}), conversations: "30" }).conversations).toBe(30);
  });

  it("does a large number in bounded pieces, and goes on after it was cut off", async () => {
    const { shop } = await shopWithChats();
    await asOwner(async (client) => {
      await client.query("SELECT set_config('app.shop_id', $1, false)", [shop.shopId]);
      await client.query(
        `INSERT INTO webhook_receipt (shop_id, webhook_id, topic, received_at)
         SELECT $1, n::text, 'X', now() - interval '40 days' FROM generate_series(1, 12000) n`,
        [shop.shopId],
      );
    });
    const { pieces, deleted } = await retain(shop, 0);
    expect(deleted).toEqual({ webhook_receipts: 12_000 });
    expect(pieces).toBeGreaterThan(2);
  });

  it("takes copies for customers away when their time is over", async () => {
    const { shop } = await shopWithChats();
    const requestId = await receive(shop, "CUSTOMERS_DATA_REQUEST");
    await fulfil(shop, requestId);
    await withTenant(shop, (tx) =>
      tx.privacyRequest.updateMany({ data: { exportExpiresAt: new Date(Date.now() - 1) } }),
    );
    await expect(openExport(shop, requestId, "html")).rejects.toMatchObject({ code: "conflict" });
    expect((await retain(shop)).deleted).toEqual({ exports: 1 });
    expect(await withTenant(shop, (tx) => tx.privacyExport.count())).toBe(0);
    expect((await eventTypes(shop)).slice(-2)).toEqual(["subject_keys.destroyed", "retention.applied"]);
  });

  it("is begun in every installed shop by the schedule, and gives forgotten requests a new job", async () => {
    const { shop } = await shopWithChats();
    const requestId = await receive(shop, "CUSTOMERS_REDACT");
    await asOwner((client) => client.query("DELETE FROM pgboss.job WHERE data->>'shopId' = $1", [shop.shopId]));
    const longAgo = new Date(Date.now() - 86_400_000);
    await withTenant(shop, (tx) => tx.privacyRequest.updateMany({ data: { receivedAt: longAgo } }));
    const schedule = privacyHandlers(personalDataHolders, retainedData).find(
      ({ job }) => job.name === "privacy-retention",
    );
    await schedule?.run({}, signal);
    const jobs = await asOwner(async (client) => {
      const { rows } = await client.query<{ name: string; data: { requestId?: string } }>(
        "SELECT name, data FROM pgboss.job WHERE data->>'shopId' = $1 ORDER BY name",
        [shop.shopId],
      );
      return rows.map(({ name, data }) => [name, data.requestId]);
    });
    expect(jobs).toEqual([
      ["privacy-fulfil-request", requestId],
      ["privacy-retain-shop", undefined],
    ]);
    expect((await getRetention(shop)).running).toMatchObject({ startedBy: "schedule" });
  });
});

describe("the audit log after retention", () => {
  const drop = (ids: string[]) =>
    tamper((client) => client.query("DELETE FROM model_call WHERE id = ANY($1::uuid[])", [ids]));

  it("fits after a run, also when the run was one of several", async () => {
    const shop = newTestShop();
    await withTenant(shop, (tx) => tx.shop.create({ data: { shopId: shop.shopId } }));
    const purposes = ["copy", "chat", "chat", "copy", "chat"] as const;
    const ids = await oldCalls(shop, purposes, [400, 300, 200, 190, 20]);
    expect(await verify(shop, home)).toMatchObject({ rows: 5, damage: null });
    expect((await retain(shop)).deleted).toEqual({ chat_calls: 2, copy_calls: 1 });
    expect(await verify(shop, home)).toMatchObject({ damage: null });
    // Old enough for the chat's run, but a call of copy.
    await drop(ids.slice(3, 4));
    expect((await verify(shop, home)).damage).toMatchObject({ kind: "record_missing", seq: 4n });
  });

  it("names a call that somebody deleted beside a run", async () => {
    const shop = newTestShop();
    await withTenant(shop, (tx) => tx.shop.create({ data: { shopId: shop.shopId } }));
    const ids = await oldCalls(shop, ["chat", "chat"], [300, 100]);
    await retain(shop);
    await drop(ids.slice(1));
    expect((await verify(shop, home)).damage).toMatchObject({ kind: "record_missing", seq: 2n });
  });

  it("names a young call that is gone, whatever an event of retention claims", async () => {
    const { shop } = await shopWithChats();
    const id = await addCall(shop, "chat");
    await drop([id]);
    for (const before of [new Date(Date.now() + 86_400_000), new Date()]) {
      expect((await verify(shop, home)).damage).toMatchObject({ kind: "record_missing", seq: 3n });
      const payload = { purposes: ["chat"], before: before.toISOString(), sealed: 9 };
      await withTenant(shop, (tx) => appendEvent(tx, shop, { type: "model_call.expired", payload }));
    }
    expect((await verify(shop, home)).damage).toMatchObject({ kind: "record_missing", seq: 3n });
  });
});
