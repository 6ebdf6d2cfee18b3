import { afterAll, describe, expect, it, vi } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { verifyChain } from "./verify-chain";
import { admitStaff } from "~/modules/tenancy/admit-staff.server";
import { changeStaffRole } from "~/modules/tenancy/change-staff-role.server";
import type { StaffIdentity } from "~/modules/tenancy/identify-staff.server";
import { ensureInstalled } from "~/modules/tenancy/install-shop.server";
import { listOwners, listStaff } from "~/modules/tenancy/list-staff.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { asOwner, newShopId } from "./owner";

afterAll(closeDatabase);

const newShop = () => systemShop(newShopId(), "test");
const nobody = () => Promise.resolve(null);
const person = (staffId: string, accountOwner: boolean): StaffIdentity => ({
  staffId,
  accountOwner,
  name: `Name ${staffId}`,
  email: `${staffId}@example.com`,
});
const telling = (staffId: string, accountOwner = false) => vi.fn(() => Promise.resolve(person(staffId, accountOwner)));

describe("the first owner", () => {
  it("is the shop's owner in Shopify", async () => {
    const shop = newShop();
    expect(await admitStaff(shop, "1", telling("1", true))).toBe("owner");
    expect(await listOwners(shop)).toMatchObject([{ staffId: "1", name: "Name 1", accountOwner: true }]);
  });

  it("is whoever comes first while there is none, known or not", async () => {
    for (const identify of [telling("1"), nobody]) {
      const shop = newShop();
      expect(await admitStaff(shop, "1", identify)).toBe("owner");
      expect(await admitStaff(shop, "2", telling("2"))).toBeNull();
    }
  });

  it("does not keep the shop's owner in Shopify out", async () => {
    const shop = newShop();
    await admitStaff(shop, "1", telling("1"));
    expect(await admitStaff(shop, "2", telling("2", true))).toBe("owner");
    expect(await eventTypes(shop.shopId)).toEqual(["app.installed", "staff.role_changed", "staff.role_changed"]);
    expect(await verifyChain(shop)).toEqual({ ok: true, rows: 3 });
  });

  it("is one of those who come at the same moment", async () => {
    const shop = newShop();
    const ids = ["1", "2", "3", "4", "5"];
    const roles = await Promise.all(ids.map((id) => admitStaff(shop, id, nobody)));
    expect(roles.filter((role) => role === "owner")).toHaveLength(1);
    expect(roles.filter((role) => role === null)).toHaveLength(4);
  });

  it("comes anew to an installation from before there were roles", async () => {
    const shop = newShop();
    await ensureInstalled(shop);
    expect(await admitStaff(shop, "1", nobody)).toBe("owner");
  });
});

describe("everybody else", () => {
  it("begins without a role, and Shopify is asked once who they are", async () => {
    const shop = newShop();
    await admitStaff(shop, "1", telling("1", true));
    const identify = telling("2");
    expect([await admitStaff(shop, "2", identify), await admitStaff(shop, "2", identify)]).toEqual([null, null]);
    expect(identify).toHaveBeenCalledTimes(1);
  });

  it("is asked for again while Shopify could not say", async () => {
    const shop = newShop();
    await admitStaff(shop, "1", telling("1"));
    expect(await admitStaff(shop, "2", nobody)).toBeNull();
    expect(await admitStaff(shop, "2", telling("2", true))).toBe("owner");
  });

  it("is named only in ciphertext, under a key of their own", async () => {
    const shop = newShop();
    await admitStaff(shop, "1", telling("1", true));
    const dump = await asOwner(async (client) => {
      const { rows } = await client.query<{ name: Buffer; email: Buffer }>(
        "SELECT name, email FROM staff_member WHERE shop_id = $1",
        [shop.shopId],
      );
      const keys = await client.query<{ subject: string }>(
        "SELECT subject FROM data_key WHERE subject LIKE 'staff:%' AND shop_id = $1",
        [shop.shopId],
      );
      return { text: JSON.stringify(rows.map((row) => String(row.name) + String(row.email))), keys: keys.rows };
    });
    expect(dump.text).not.toMatch(/Name 1|example/);
    expect(dump.keys).toEqual([{ subject: "staff:1" }]);
  });
});

describe("a role", () => {
  it("is given, changed and taken, each with an event of ids and roles only", async () => {
    const shop = newShop();
    await admitStaff(shop, "1", telling("1", true));
    await admitStaff(shop, "2", telling("2"));
    expect(await changeStaffRole(shop, { staffId: "2", role: "auditor" })).toBeNull();
    expect(await changeStaffRole(shop, { staffId: "2", role: "auditor" })).toBe("auditor");
    expect(await admitStaff(shop, "2", nobody)).toBe("auditor");
    expect(await changeStaffRole(shop, { staffId: "2", role: null })).toBe("auditor");
    expect(await lastPayloads(shop.shopId, 2)).toEqual([
      { staffId: "2", from: null, to: "auditor" },
      { staffId: "2", from: "auditor", to: null },
    ]);
    expect(await listStaff(shop)).toMatchObject([
      { staffId: "2", role: null, email: "2@example.com" },
      { staffId: "1", role: "owner" },
    ]);
  });

  it("of the last owner stays", async () => {
    const shop = newShop();
    await admitStaff(shop, "1", telling("1", true));
    await expect(changeStaffRole(shop, { staffId: "1", role: "admin" })).rejects.toMatchObject({ code: "conflict" });
    await expect(changeStaffRole(shop, { staffId: "1", role: null })).rejects.toMatchObject({ code: "conflict" });
    await expect(changeStaffRole(shop, { staffId: "9", role: "admin" })).rejects.toMatchObject({ code: "not_found" });
  });

  it("of two owners who step back at once, one stays", async () => {
    for (let round = 0; round < 5; round++) {
      const shop = newShop();
      await admitStaff(shop, "1", telling("1", true));
      await admitStaff(shop, "2", telling("2", true));
      const steps = ["1", "2"].map((staffId) => changeStaffRole(shop, { staffId, role: null }));
      const results = await Promise.allSettled(steps);
      expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(await listOwners(shop)).toHaveLength(1);
    }
  });

  it("is one that exists, also to the database", async () => {
    const shop = newShop();
    await admitStaff(shop, "1", nobody);
    const planted = withTenant(shop, (tx) => tx.staffMember.updateMany({ data: { role: "god" } }));
    await expect(planted).rejects.toThrow(/staff_member_role_check/);
  });
});

async function eventTypes(shopId: string): Promise<string[]> {
  const rows = await withTenant({ shopId }, (tx) => tx.auditEvent.findMany({ orderBy: { seq: "asc" } }));
  return rows.map(({ type }) => type);
}

async function lastPayloads(shopId: string, count: number): Promise<unknown[]> {
  const rows = await withTenant({ shopId }, (tx) => tx.auditEvent.findMany({ orderBy: { seq: "asc" } }));
  return rows.slice(-count).map(({ canonical }) => {
    const event: unknown = JSON.parse(Buffer.from(canonical).toString());
    return typeof event === "object" && event !== null && "payload" in event ? event.payload : null;
  });
}
