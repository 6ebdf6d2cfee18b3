import { afterAll, describe, expect, it } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import { verifyChain } from "~/modules/audit/verify-chain.server";
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

/** What only someone with the owner's rights and bad intent can do. */
function tamper(sql: string, values: unknown[]): Promise<unknown> {
  return asOwner(async (client) => {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    await client.query("ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY");
    const result = await client.query(sql, values);
    await client.query("ALTER TABLE audit_event FORCE ROW LEVEL SECURITY");
    await client.query("COMMIT");
    expect(result.rowCount).toBe(1);
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
    ["cut out", "DELETE FROM audit_event WHERE shop_id = $1 AND seq = 2", 3n],
  ])("names the row that was %s", async (_name, sql, seq) => {
    const shop = await shopWithEvents(4);
    await tamper(sql, [shop.shopId]);
    expect(await verifyChain(shop)).toMatchObject({ ok: false, seq });
  });

  it("is read in pages", async () => {
    const shop = { shopId: newShopId(), actor };
    await withTenant(shop, async (tx) => {
      for (let n = 0; n < 502; n += 1) await appendEvent(tx, shop, { type: "copy.published", payload: { n } });
    });
    expect(await verifyChain(shop)).toEqual({ ok: true, rows: 502 });
    await tamper("UPDATE audit_event SET type = 'x' WHERE shop_id = $1 AND seq = 501", [shop.shopId]);
    expect(await verifyChain(shop)).toMatchObject({ ok: false, seq: 501n });
  });
});
