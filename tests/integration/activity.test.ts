import { afterAll, describe, expect, it } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import { listActivity } from "~/modules/review/list-activity.server";
import { admitStaff } from "~/modules/tenancy/admit-staff.server";
import { changeStaffRole } from "~/modules/tenancy/change-staff-role.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { newShopId } from "./owner";

afterAll(closeDatabase);

async function shopWithEvents(count: number) {
  const shop = systemShop(newShopId(), "test");
  const identity = { staffId: "1", accountOwner: true, name: "Ada Owner", email: "" };
  await admitStaff(shop, "1", () => Promise.resolve(identity));
  const staff = { ...shop, actor: { kind: "staff", id: "1" } } as const;
  for (let n = 0; n < count; n += 1)
    await withTenant(shop, (tx) => appendEvent(tx, staff, { type: "copy.published", payload: { draftId: `d${n}` } }));
  return shop;
}

describe("the activity of a shop", () => {
  it("is told newest first, with names, and page by page without a gap", async () => {
    const shop = await shopWithEvents(60);
    const first = await listActivity(shop, { group: null, before: null });
    const second = await listActivity(shop, { group: null, before: BigInt(first.next ?? 0) });
    const numbers = [...first.entries, ...second.entries].map(({ seq }) => Number(seq));
    expect(numbers).toEqual(Array.from({ length: 62 }, (_, at) => 62 - at));
    expect(first.entries[0]).toMatchObject({ what: "Product copy was published", who: "Ada Owner" });
    expect(second.next).toBeNull();
  });

  it("is narrowed to a kind", async () => {
    const shop = await shopWithEvents(3);
    await admitStaff(shop, "2", () => Promise.resolve(null));
    await changeStaffRole(shop, { staffId: "2", role: "auditor" });
    const { entries, next } = await listActivity(shop, { group: "roles", before: null });
    expect([entries.map(({ what }) => what), next]).toEqual([
      ["The role of Staff 2 was changed: no access → Auditor", "The role of Ada Owner was changed: no access → Owner"],
      null,
    ]);
    expect((await listActivity(shop, { group: "copy", before: null })).entries).toHaveLength(3);
  });

  it("can leave out calls that ended, which would hide everything else", async () => {
    const shop = await shopWithEvents(2);
    const [, , newest] = await withTenant(shop, async (tx) => {
      for (let n = 0; n < 60; n += 1)
        await appendEvent(tx, shop, { type: "model_call.finished", payload: { callId: `c${n}` } });
      return tx.auditEvent.findMany({ orderBy: { seq: "asc" }, take: 3 });
    });
    await withTenant(shop, (tx) => appendEvent(tx, shop, { type: "settings.changed", payload: {} }));
    const { entries, next } = await listActivity(shop, { group: "notable", before: null });
    expect([entries.map(({ what }) => what), next]).toEqual([
      [
        "Settings were changed",
        "Product copy was published",
        "Product copy was published",
        "The role of Ada Owner was changed: no access → Owner",
        "The app was installed",
      ],
      null,
    ]);
    const older = await listActivity(shop, { group: "notable", before: newest?.seq ?? 0n });
    expect(older.entries.map(({ seq }) => Number(seq))).toEqual([2, 1]);
    expect((await listActivity(shop, { group: "calls", before: null })).entries).toHaveLength(50);
  });
});
