import { afterAll, describe, expect, it, vi } from "vitest";
import { closeDatabase, withTenant, type TenantTx } from "~/db.server";
import { blindIndex } from "~/modules/vault/blind-index.server";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { destroySubject } from "~/modules/vault/destroy-subject.server";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { asOwner, newShopId } from "./owner";

const ref = { table: "message", column: "body", row: "r1", subject: "conversation:c1" };

afterAll(closeDatabase);

function encrypt(shop: { shopId: string }, text: string, where = ref) {
  return withTenant(shop, (tx) => encryptField(tx, shop, where, text));
}

function decrypt(shop: { shopId: string }, bytes: Uint8Array, where = ref) {
  return withTenant(shop, (tx) => decryptField(tx, shop, where, bytes));
}

/** The vault of another process: modules, cache and connections of its own. */
async function otherVault() {
  vi.resetModules();
  const [database, { decryptField: decryptThere }] = await Promise.all([
    import("~/db.server"),
    import("~/modules/vault/decrypt-field.server"),
  ]);
  return {
    read: (shop: { shopId: string }, bytes: Uint8Array) =>
      database.withTenant(shop, (tx) => decryptThere(tx, shop, ref, bytes)),
    close: database.closeDatabase,
  };
}

describe("vault", () => {
  it("reads what it wrote, and stores no word of it", async () => {
    const shop = { shopId: newShopId() };
    const bytes = await encrypt(shop, "Grüße von Ada 🙂");
    expect(await decrypt(shop, bytes)).toBe("Grüße von Ada 🙂");
    expect(Buffer.from(bytes).includes("Ada")).toBe(false);
  });

  it("refuses a value that was moved to another row, column or shop", async () => {
    const shop = { shopId: newShopId() };
    const bytes = await encrypt(shop, "secret");
    await expect(decrypt(shop, bytes, { ...ref, row: "r2" })).rejects.toMatchObject({ code: "internal" });
    await expect(decrypt(shop, bytes, { ...ref, column: "attachments" })).rejects.toMatchObject({ code: "internal" });
    await expect(decrypt({ shopId: newShopId() }, bytes)).rejects.toMatchObject({ code: "internal" });
  });

  it("refuses a value whose key id, text or tag was changed", async () => {
    const shop = { shopId: newShopId() };
    const bytes = await encrypt(shop, "secret");
    for (const at of [0, 1, 16, 17, 29, bytes.length - 1]) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(decrypt(shop, changed), `byte ${at}`).rejects.toMatchObject({ code: "internal" });
    }
  });

  it("gives a subject one live key, however many ask at once", async () => {
    const shop = { shopId: newShopId() };
    await Promise.all(Array.from({ length: 8 }, () => encrypt(shop, "x")));
    const keys = await withTenant(shop, (tx) => tx.dataKey.findMany({ where: { subject: ref.subject } }));
    expect(keys).toHaveLength(1);
  });

  it("does not keep a key whose transaction was rolled back", async () => {
    const shop = { shopId: newShopId() };
    const rolledBack = withTenant(shop, async (tx) => {
      const bytes = await encryptField(tx, shop, ref, "x");
      expect(await decryptField(tx, shop, ref, bytes)).toBe("x");
      throw new Error("roll back");
    });
    await expect(rolledBack).rejects.toThrow("roll back");
    expect(await decrypt(shop, await encrypt(shop, "after"))).toBe("after");
    // The subject's, and the one that wraps it.
    expect(await countKeys(shop)).toBe(2);
  });

  it("asks the database once for a key, then not at all", async () => {
    const shop = { shopId: newShopId() };
    const bytes = await encrypt(shop, "x");
    await decrypt(shop, bytes);
    const queries = await withTenant(shop, async (tx) => {
      let count = 0;
      const counting = new Proxy(tx, {
        get: (target, name) => {
          count += 1;
          return Reflect.get(target, name) as unknown;
        },
      });
      await decryptField(counting, shop, ref, bytes);
      return count;
    });
    expect(queries).toBe(0);
  });

  it("cannot read anything of a destroyed subject again, nor write anything for it", async () => {
    const shop = { shopId: newShopId() };
    const before = await encrypt(shop, "old");
    const ofShop = await encrypt(shop, "shop's own", { ...ref, subject: "shop" });
    await withTenant(shop, (tx) => destroySubject(tx, shop, ref.subject));
    await expect(decrypt(shop, before)).rejects.toMatchObject({ code: "internal" });
    expect(await decrypt(shop, ofShop)).toBe("shop's own");
    // An answer that was under way when its conversation was erased.
    await expect(encrypt(shop, "new")).rejects.toThrow(/erased/);
    const wrapped = await withTenant(shop, (tx) =>
      tx.dataKey.count({ where: { subject: ref.subject, NOT: { wrapped: null } } }),
    );
    expect(wrapped).toBe(0);
  });

  it("makes a destroyed subject unreadable in other processes that hold its key, as soon as it is committed", async () => {
    const shop = { shopId: newShopId() };
    const bytes = await encrypt(shop, "old");
    const others = [await otherVault(), await otherVault()];
    for (const other of others) expect(await other.read(shop, bytes)).toBe("old");
    await withTenant(shop, async (tx) => {
      await destroySubject(tx, shop, ref.subject);
      // Not committed yet: nobody else is to lose it.
      for (const other of others) expect(await other.read(shop, bytes)).toBe("old");
    });
    const committed = Date.now();
    for (const other of others) {
      const denied = () => expect(other.read(shop, bytes)).rejects.toMatchObject({ code: "internal" });
      await vi.waitFor(denied, { timeout: 1_000, interval: 5 });
      await other.close();
    }
    expect(Date.now() - committed).toBeLessThan(1_000);
  });

  it("forgets all keys when it loses the connection that tells it of changes", async () => {
    const shop = { shopId: newShopId() };
    const bytes = await encrypt(shop, "old");
    const other = await otherVault();
    expect(await other.read(shop, bytes)).toBe("old");
    await asOwner(async (client) => {
      await client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'inhouse keys'",
      );
      await client.query("SELECT set_config('app.shop_id', $1, false)", [shop.shopId]);
      // Behind the vault's back: nobody is told.
      await client.query("UPDATE data_key SET wrapped = NULL, destroyed_at = now() WHERE subject = $1", [ref.subject]);
    });
    const denied = () => expect(other.read(shop, bytes)).rejects.toMatchObject({ code: "internal" });
    await vi.waitFor(denied, { timeout: 1_000, interval: 5 });
    await other.close();
  });

  it("indexes the same value alike, and differently by purpose and shop", async () => {
    const shop = { shopId: newShopId() };
    const index = (purpose: string, where = shop) =>
      withTenant(where, async (tx: TenantTx) =>
        Buffer.from(await blindIndex(tx, where, purpose, "7001")).toString("hex"),
      );
    expect(await index("customer")).toBe(await index("customer"));
    expect(await index("email")).not.toBe(await index("customer"));
    expect(await index("customer", { shopId: newShopId() })).not.toBe(await index("customer"));
  });
});

function countKeys(shop: { shopId: string }): Promise<number> {
  return withTenant(shop, (tx) => tx.dataKey.count());
}
