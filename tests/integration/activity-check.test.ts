import { afterAll, describe, expect, it } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import { PIECE_ROWS } from "~/modules/audit/check-chain-piece.server";
import { hasLiveJob } from "~/modules/jobs/has-live-job.server";
import { closeSender } from "~/modules/jobs/sender.server";
import { activityCheckJob } from "~/modules/review/activity-check";
import { findActivityChecks } from "~/modules/review/find-activity-checks.server";
import { cancelActivityCheck, requestActivityCheck } from "~/modules/review/request-activity-check.server";
import { reviveStalled } from "~/modules/review/revive-stalled.server";
import { runActivityCheck } from "~/modules/review/run-activity-check.server";
import { mintShopContext } from "~/modules/tenancy/mint-shop-context.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { tamper } from "./audit-shop";
import { newShopId } from "./owner";

const { signal } = new AbortController();

afterAll(async () => {
  await closeSender();
  await closeDatabase();
});

async function shopWithEvents(count: number): Promise<ShopContext> {
  const shop = mintShopContext(newShopId(), { kind: "staff", id: "1" });
  await withTenant(
    shop,
    (tx) => tx.$executeRaw`
      SELECT append_audit_event(${shop.shopId}, 'copy.published', '{"id":"1","kind":"staff"}', '{"n":' || n || '}')
      FROM generate_series(1, ${count}::int) n`,
  );
  return shop;
}

async function newest(shop: ShopContext) {
  const { newest } = await findActivityChecks(shop);
  if (!newest) throw new Error("no check");
  return newest;
}

/** As the worker does when the request has left off; `forMs` 0 is one piece. */
const goOn = async (shop: ShopContext, forMs: number) =>
  runActivityCheck(shop, (await newest(shop)).id, { forMs, signal });

const eventsOf = (shop: ShopContext) =>
  withTenant(shop, async (tx) => {
    const rows = await tx.auditEvent.findMany({
      where: { type: { startsWith: "audit_log." } },
      orderBy: { seq: "asc" },
    });
    return rows.map(({ canonical }) => {
      // An object, as every event is.
      const { type, actor, payload } = JSON.parse(Buffer.from(canonical).toString()) as Record<string, unknown>;
      return { type, actor, payload };
    });
  });

const spoil = (shop: ShopContext, sql: string) => tamper((client) => client.query(sql, [shop.shopId]));

describe("a check of the activity", () => {
  it("of a short log ends with the request, and says who checked and what came of it", async () => {
    const shop = await shopWithEvents(5);
    await requestActivityCheck(shop);
    expect(await newest(shop)).toMatchObject({ state: "whole", by: "Staff 1", checked: 5, total: 5, damage: null });
    const { id: check } = await newest(shop);
    const actor = { kind: "staff", id: "1" };
    expect(await eventsOf(shop)).toEqual([
      { type: "audit_log.check_requested", actor, payload: { check, until: "5" } },
      { type: "audit_log.checked", actor, payload: { check, by: "1", events: "5", outcome: "whole" } },
    ]);
  });

  it("of an empty log finds nothing wrong", async () => {
    const shop = await shopWithEvents(0);
    await requestActivityCheck(shop);
    expect(await newest(shop)).toMatchObject({ state: "whole", checked: 0 });
  });

  it("of a log that takes longer goes on piece by piece, and another one does not begin meanwhile", async () => {
    const shop = await shopWithEvents(2 * PIECE_ROWS + 3);
    await requestActivityCheck(shop, 0);
    const { id } = await newest(shop);
    expect(await withTenant(shop, (tx) => hasLiveJob(tx, activityCheckJob, { shopId: shop.shopId, checkId: id }))).toBe(
      true,
    );
    expect(await goOn(shop, -1)).toBe("go_on");
    const total = 2 * PIECE_ROWS + 3;
    expect(await newest(shop)).toMatchObject({ state: "running", checked: PIECE_ROWS, total });
    await requestActivityCheck(shop);
    expect(await newest(shop)).toMatchObject({ id, checked: PIECE_ROWS });
    expect(await goOn(shop, 30_000)).toBe("end");
    expect(await newest(shop)).toMatchObject({ id, state: "whole", checked: total });
    expect((await eventsOf(shop)).map(({ type }) => type)).toEqual(["audit_log.check_requested", "audit_log.checked"]);
  });

  it("asked for by two at once is one, and two processes on it do not read anything twice", async () => {
    const shop = await shopWithEvents(3 * PIECE_ROWS);
    await Promise.all([requestActivityCheck(shop, 0), requestActivityCheck(shop, 0)]);
    await Promise.all([goOn(shop, -1), goOn(shop, -1)]);
    expect(await newest(shop)).toMatchObject({ checked: 2 * PIECE_ROWS });
    await Promise.all([goOn(shop, 30_000), goOn(shop, 30_000)]);
    expect((await eventsOf(shop)).map(({ type }) => type)).toEqual(["audit_log.check_requested", "audit_log.checked"]);
  });

  it("names the first event that was changed", async () => {
    const seq = PIECE_ROWS + 2;
    const shop = await shopWithEvents(PIECE_ROWS + 5);
    await requestActivityCheck(shop, 0);
    await spoil(shop, `UPDATE audit_event SET type = 'x' WHERE shop_id = $1 AND seq = ${seq}`);
    await goOn(shop, 30_000);
    const { state, damage, checked } = await newest(shop);
    expect([state, damage?.seq, checked]).toEqual(["damaged", String(seq), seq - 1]);
    expect((await eventsOf(shop)).at(-1)).toMatchObject({
      type: "audit_log.checked",
      payload: { outcome: "damaged", event: String(seq) },
    });
  });

  it("passes over months that retention dropped, also while it goes on, and over nothing else", async () => {
    const shop = await shopWithEvents(PIECE_ROWS + 50);
    const drop = async (lastSeq: number) => {
      const { hash } = await withTenant(shop, (tx) => tx.auditEvent.findFirstOrThrow({ where: { seq: lastSeq } }));
      const payload = { lastSeq: String(lastSeq), hash: Buffer.from(hash).toString("hex") };
      await withTenant(shop, (tx) => appendEvent(tx, shop, { type: "audit_segment.dropped", payload }));
      await spoil(shop, `DELETE FROM audit_event WHERE shop_id = $1 AND seq <= ${lastSeq}`);
    };
    await drop(10);
    await requestActivityCheck(shop, 0);
    expect(await goOn(shop, -1)).toBe("go_on");
    expect(await newest(shop)).toMatchObject({ checked: PIECE_ROWS, total: PIECE_ROWS + 41 });
    await drop(PIECE_ROWS + 20);
    await goOn(shop, 30_000);
    expect(await newest(shop)).toMatchObject({ state: "whole", checked: PIECE_ROWS + 31, total: PIECE_ROWS + 31 });
    await spoil(shop, `DELETE FROM audit_event WHERE shop_id = $1 AND seq = ${PIECE_ROWS + 21}`);
    await requestActivityCheck(shop);
    expect(await newest(shop)).toMatchObject({ state: "damaged", damage: { seq: "1" } });
  });

  it("can be stopped; the result before it stays", async () => {
    const shop = await shopWithEvents(PIECE_ROWS + 5);
    await requestActivityCheck(shop);
    const { id: first } = await newest(shop);
    await requestActivityCheck(shop, 0);
    await goOn(shop, -1);
    const { id } = await newest(shop);
    await cancelActivityCheck(shop, id);
    await cancelActivityCheck(shop, id);
    expect(await goOn(shop, 30_000)).toBe("end");
    expect(await findActivityChecks(shop)).toMatchObject({
      newest: { id, state: "cancelled", checked: PIECE_ROWS },
      lastResult: { id: first, state: "whole" },
    });
    expect((await eventsOf(shop)).map(({ type }) => type).slice(2)).toEqual([
      "audit_log.check_requested",
      "audit_log.check_cancelled",
    ]);
    await requestActivityCheck(shop);
    expect(await withTenant(shop, (tx) => tx.auditCheck.count())).toBe(2);
  });

  it("that has lost its job gets another one", async () => {
    const shop = await shopWithEvents(1);
    await requestActivityCheck(shop, 0);
    const payload = { shopId: shop.shopId, checkId: (await newest(shop)).id };
    await withTenant(
      shop,
      (tx) => tx.$executeRaw`DELETE FROM pgboss.job WHERE data = ${JSON.stringify(payload)}::jsonb`,
    );
    await reviveStalled(shop);
    expect(await withTenant(shop, (tx) => hasLiveJob(tx, activityCheckJob, payload))).toBe(true);
  });
});
