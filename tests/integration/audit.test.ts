import { afterAll, describe, expect, it } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import { canonicalEvent } from "~/modules/audit/audit-event";
import { verifyChain } from "./verify-chain";
import { tamper } from "./audit-shop";
import { asOwner, newShopId } from "./owner";

const actor = { kind: "shopper", conversationId: "c1", customerId: "7001" } as const;

afterAll(closeDatabase);

async function shopWithEvents(count: number) {
  const shop = { shopId: newShopId(), actor };
  for (let n = 1; n <= count; n += 1) {
    await withTenant(shop, (tx) => appendEvent(tx, shop, { type: "copy.published", payload: { n } }));
  }
  return shop;
}

async function tamperOne(sql: string, values: unknown[]): Promise<void> {
  await tamper(async (client) => {
    expect((await client.query(sql, values)).rowCount).toBe(1);
  });
}

describe("audit chain", () => {
  it("holds, and holds no customer id", async () => {
    const shop = await shopWithEvents(3);
    expect(await verifyChain(shop)).toEqual({ ok: true, rows: 3 });
    const rows = await withTenant(shop, (tx) => tx.auditEvent.findMany());
    expect(rows.map(({ canonical }) => Buffer.from(canonical).toString()).join()).not.toContain("7001");
  });

  it("has no gap and no fork when many append at once", async () => {
    const shop = { shopId: newShopId(), actor };
    await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        withTenant(shop, (tx) => appendEvent(tx, shop, { type: "copy.published", payload: { n } })),
      ),
    );
    expect(await verifyChain(shop)).toEqual({ ok: true, rows: 12 });
  });

  it("forgets an event whose transaction was rolled back", async () => {
    const shop = await shopWithEvents(1);
    const failed = withTenant(shop, async (tx) => {
      await appendEvent(tx, shop, { type: "copy.published", payload: {} });
      throw new Error("roll back");
    });
    await expect(failed).rejects.toThrow("roll back");
    expect(await verifyChain(shop)).toEqual({ ok: true, rows: 1 });
  });

  it("is written in the format that the code describes, whatever the payload holds", async () => {
    const shop = await shopWithEvents(1);
    const payload = { z: [1e21, -0, '\u20ac\n"\\', null, true], a: { ö: "\ud83d\ude00", "": 0.1 } };
    await withTenant(shop, (tx) => appendEvent(tx, shop, { type: "copy.published", payload }));
    const row = await withTenant(shop, (tx) => tx.auditEvent.findFirstOrThrow({ where: { seq: 2n } }));
    const { shopId, seq, time, type } = row;
    const expected = canonicalEvent({
      shopId,
      seq,
      time,
      type,
      payload,
      actor: { kind: "shopper", conversationId: "c1" },
    });
    expect(Buffer.from(row.canonical).toString()).toBe(Buffer.from(expected).toString());
  });

  it("takes an event for the transaction's own shop only, and by the function only", async () => {
    const [mine, other] = [await shopWithEvents(1), await shopWithEvents(1)];
    const foreign = withTenant(mine, (tx) => appendEvent(tx, other, { type: "copy.published", payload: {} }));
    await expect(foreign).rejects.toThrow(/not bound to the shop/);
    const none = withTenant({ shopId: "" }, (tx) =>
      appendEvent(tx, { shopId: "", actor }, { type: "a.b", payload: {} }),
    );
    await expect(none).rejects.toThrow(/not bound to the shop/);
    const bytes = new Uint8Array(32);
    const data = { ...{ shopId: mine.shopId, seq: 9n, time: new Date(), type: "a.b" }, canonical: bytes };
    const direct = withTenant(mine, (tx) => tx.auditEvent.create({ data: { ...data, prevHash: bytes, hash: bytes } }));
    await expect(direct).rejects.toThrow(/permission denied/);
  });

  it("cannot be changed by the app's role", async () => {
    const shop = await shopWithEvents(1);
    await expect(withTenant(shop, (tx) => tx.auditEvent.updateMany({ data: { type: "copy.undone" } }))).rejects.toThrow(
      /permission denied/,
    );
    await expect(withTenant(shop, (tx) => tx.auditEvent.deleteMany())).rejects.toThrow(/permission denied/);
    await expect(withTenant(shop, (tx) => tx.$executeRaw`TRUNCATE audit_event`)).rejects.toThrow(/permission denied/);
  });

  it("cannot be changed by the owner either, unless the trigger is switched off", async () => {
    const { shopId } = await shopWithEvents(1);
    const change = asOwner(async (client) => {
      await client.query("SELECT set_config('app.shop_id', $1, false)", [shopId]);
      await client.query("DELETE FROM audit_event");
    });
    await expect(change).rejects.toThrow(/append-only/);
  });

  it.each([
    ["edited", "UPDATE audit_event SET type = 'copy.undone' WHERE shop_id = $1 AND seq = 2", 2n],
    ["rewritten", "UPDATE audit_event SET canonical = convert_to('{}', 'UTF8') WHERE shop_id = $1 AND seq = 2", 2n],
    [
      "given a new hash",
      "UPDATE audit_event SET hash = decode(repeat('00', 32), 'hex') WHERE shop_id = $1 AND seq = 2",
      2n,
    ],
    ["cut out", "DELETE FROM audit_event WHERE shop_id = $1 AND seq = 2", 2n],
  ])("names the row that was %s", async (_name, sql, seq) => {
    const shop = await shopWithEvents(4);
    await tamperOne(sql, [shop.shopId]);
    expect(await verifyChain(shop)).toMatchObject({ ok: false, seq });
  });

  it("is read in pages", async () => {
    const shop = { shopId: newShopId(), actor };
    await withTenant(shop, async (tx) => {
      for (let n = 0; n < 502; n += 1) await appendEvent(tx, shop, { type: "copy.published", payload: { n } });
    });
    expect(await verifyChain(shop)).toEqual({ ok: true, rows: 502 });
    await tamperOne("UPDATE audit_event SET type = 'x' WHERE shop_id = $1 AND seq = 501", [shop.shopId]);
    expect(await verifyChain(shop)).toMatchObject({ ok: false, seq: 501n });
  });
});
