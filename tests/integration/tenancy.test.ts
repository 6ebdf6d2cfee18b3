import { Session } from "@shopify/shopify-api";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { verifyChain } from "./verify-chain";
import { getShop } from "~/modules/tenancy/get-shop.server";
import { setInstallHooks } from "~/modules/tenancy/install-hooks.server";
import { ensureInstalled } from "~/modules/tenancy/install-shop.server";
import { sessionStorage } from "~/modules/tenancy/session-storage.server";
import { getShopSettings, updateShopSettings } from "~/modules/tenancy/shop-settings.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { tenancyHandlers } from "~/modules/tenancy/tenancy-jobs.server";
import { asOwner, newShopId } from "./owner";

afterAll(closeDatabase);
afterEach(() => {
  setInstallHooks([]);
});

function offlineSession(shop: string): Session {
  return new Session({
    id: `offline_${shop}`,
    shop,
    state: "",
    isOnline: false,
    scope: "read_products",
    accessToken: "shpat_very_secret",
    refreshToken: "shprt_very_secret",
    expires: new Date("2026-12-01T00:00:00Z"),
    refreshTokenExpires: new Date("2027-03-01T00:00:00Z"),
  });
}

describe("session storage", () => {
  it("gives back a session whole, expiry and refresh token included", async () => {
    const session = offlineSession(newShopId());
    await sessionStorage.storeSession(session);
    const loaded = await sessionStorage.loadSession(session.id);
    expect(loaded?.equals(session)).toBe(true);
    expect(loaded?.refreshToken).toBe("shprt_very_secret");
    expect(loaded?.refreshTokenExpires).toEqual(session.refreshTokenExpires);
    expect(await sessionStorage.findSessionsByShop(session.shop)).toHaveLength(1);
    await sessionStorage.deleteSession(session.id);
    expect(await sessionStorage.loadSession(session.id)).toBeUndefined();
  });

  it("stores tokens only encrypted", async () => {
    const session = offlineSession(newShopId());
    await sessionStorage.storeSession(session);
    const dump = await asOwner(async (client) => {
      await client.query("SELECT set_config('app.shop_id', $1, false)", [session.shop]);
      const { rows } = await client.query<{ access_token: Buffer; refresh_token: Buffer }>(
        "SELECT * FROM session WHERE shop_id = $1",
        [session.shop],
      );
      return rows.map((row) => Buffer.concat([row.access_token, row.refresh_token]).toString("latin1"));
    });
    expect(dump).toHaveLength(1);
    expect(dump.join()).not.toMatch(/shpat|shprt|secret/);
  });

  it.each(["", "nonsense", "offline_evil.example", "offline_x|y.myshopify.com"])("knows no session %j", async (id) => {
    expect(await sessionStorage.loadSession(id)).toBeUndefined();
  });
});

describe("row-level security", () => {
  it("shows and takes nothing of another shop, whatever the query says", async () => {
    const [mine, other] = [{ shopId: newShopId() }, { shopId: newShopId() }];
    await withTenant(other, (tx) => tx.shop.create({ data: other }));
    await withTenant(mine, async (tx) => {
      expect(await tx.shop.findMany({ where: other })).toEqual([]);
      expect(await tx.shop.updateMany({ where: other, data: { name: "taken" } })).toEqual({ count: 0 });
      expect(await tx.shop.deleteMany({ where: other })).toEqual({ count: 0 });
    });
    const planted = withTenant(mine, (tx) => tx.syncState.create({ data: { ...other, kind: "x", state: "x" } }));
    await expect(planted).rejects.toThrow(/row-level security/);
  });

  it("is forced on every table, with a policy on the shop", async () => {
    const open = await asOwner(async (client) => {
      const { rows } = await client.query<{ relname: string }>(
        `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations'
           AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid))`,
      );
      return rows;
    });
    expect(open).toEqual([]);
  });

  it("shows nothing when no shop is set", async () => {
    const shop = { shopId: newShopId() };
    await withTenant(shop, (tx) => tx.shop.create({ data: shop }));
    expect(await withTenant({ shopId: "" }, (tx) => tx.shop.count())).toBe(0);
  });
});

describe("installation", () => {
  it("happens once for requests that come together, runs the hooks, and again after an uninstall", async () => {
    const shop = systemShop(newShopId(), "test");
    const installed: string[] = [];
    setInstallHooks([async ({ shopId }) => void installed.push(shopId)]);
    await Promise.all([ensureInstalled(shop), ensureInstalled(shop), ensureInstalled(shop)]);
    expect(installed).toEqual([shop.shopId]);
    expect(await getShop(shop)).toMatchObject({ shopId: shop.shopId, name: "" });

    await sessionStorage.storeSession(offlineSession(shop.shopId));
    await uninstall(shop.shopId);
    await uninstall(shop.shopId);
    await expect(getShop(shop)).rejects.toMatchObject({ code: "not_found" });
    expect(await sessionStorage.findSessionsByShop(shop.shopId)).toEqual([]);

    await ensureInstalled(shop);
    expect(installed).toHaveLength(2);
    expect(await eventTypes(shop.shopId)).toEqual(["app.installed", "app.uninstalled", "app.installed"]);
    expect(await verifyChain(shop)).toEqual({ ok: true, rows: 3 });
  });

  it("is not ended by an uninstall that is older than it", async () => {
    const shop = systemShop(newShopId(), "test");
    await ensureInstalled(shop);
    await uninstall(shop.shopId, new Date(Date.now() - 60_000));
    expect(await getShop(shop)).toMatchObject({ shopId: shop.shopId });
  });

  it("stands although a hook fails", async () => {
    const shop = systemShop(newShopId(), "test");
    setInstallHooks([() => Promise.reject(new Error("queue is down"))]);
    await ensureInstalled(shop);
    expect(await getShop(shop)).toMatchObject({ shopId: shop.shopId });
  });
});

describe("settings", () => {
  it("change one by one, also at the same time, and are in the audit log", async () => {
    const shop = systemShop(newShopId(), "test");
    await ensureInstalled(shop);
    await Promise.all([
      updateShopSettings(shop, { greeting: "Hello" }),
      updateShopSettings(shop, { factMetafields: ["custom.material"] }),
    ]);
    expect(await getShopSettings(shop)).toMatchObject({
      greeting: "Hello",
      factMetafields: ["custom.material"],
      requestLimitPerMinute: { shop: 120 },
    });
    expect(await eventTypes(shop.shopId)).toEqual(["app.installed", "settings.changed", "settings.changed"]);
  });

  it("refuse a wrong value and keep the old one", async () => {
    const shop = systemShop(newShopId(), "test");
    await ensureInstalled(shop);
    await expect(updateShopSettings(shop, { greeting: "x".repeat(301) })).rejects.toMatchObject({
      code: "bad_request",
    });
    expect(await eventTypes(shop.shopId)).toEqual(["app.installed"]);
  });
});

async function uninstall(shopId: string, at = new Date()): Promise<void> {
  for (const { run } of tenancyHandlers)
    await run({ shopId, uninstalledAt: at.toISOString() }, new AbortController().signal);
}

async function eventTypes(shopId: string): Promise<string[]> {
  const rows = await withTenant({ shopId }, (tx) =>
    tx.auditEvent.findMany({ orderBy: { seq: "asc" }, select: { type: true } }),
  );
  return rows.map(({ type }) => type);
}
