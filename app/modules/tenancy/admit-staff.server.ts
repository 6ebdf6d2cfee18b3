import { withTenant, type TenantTx } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import type { StaffIdentity } from "./identify-staff.server";
import { ensureInstalled } from "./install-shop.server";
import { lockStaff } from "./lock-staff.server";
import { isRole, type Role } from "./permissions";
import type { ShopContext } from "./shop-context";
import { staffField } from "./staff-field";

const SEEN_EVERY = "5 minutes";

type Known = { readonly role: string | null; readonly identified: boolean; readonly stale: boolean };

/**
 * The role of a member of staff who has come to the app; null for none yet. At the first visit they get their row: the shop's owner in
 * Shopify becomes owner, and so does whoever comes while the shop has no owner, as right after the installation. All others begin without a
 * role. `identify` is asked at the first visit, and again while it could not say. Makes sure that the app counts as installed.
 */
export async function admitStaff(
  shop: ShopContext,
  staffId: string,
  identify: () => Promise<StaffIdentity | null>,
): Promise<Role | null> {
  const known = await withTenant(shop, (tx) => findStaff(tx, shop, staffId));
  if (known && (known.identified || known.role !== null)) return readRole(known.role);
  if (!known) await ensureInstalled(shop);
  const identity = await identify();
  if (known && identity === null) return readRole(known.role);
  return withTenant(shop, (tx) => register(tx, shop, staffId, identity));
}

/** One query for what every request asks; null also when the app does not count as installed. */
async function findStaff(tx: TenantTx, { shopId }: ShopContext, staffId: string): Promise<Known | null> {
  const rows = await tx.$queryRaw<Known[]>`
    SELECT m.role, m.account_owner IS NOT NULL AS identified, m.last_seen_at < now() - ${SEEN_EVERY}::interval AS stale
    FROM staff_member m JOIN shop s USING (shop_id)
    WHERE m.shop_id = ${shopId} AND m.staff_id = ${staffId} AND s.uninstalled_at IS NULL`;
  const known = rows[0] ?? null;
  // Of requests that come together one writes; the others would only wait for it.
  if (known?.stale)
    await tx.$executeRaw`
      UPDATE staff_member SET last_seen_at = now() WHERE (shop_id, staff_id) IN (
        SELECT shop_id, staff_id FROM staff_member WHERE shop_id = ${shopId} AND staff_id = ${staffId} FOR UPDATE SKIP LOCKED)`;
  return known;
}

async function register(
  tx: TenantTx,
  shop: ShopContext,
  staffId: string,
  identity: StaffIdentity | null,
): Promise<Role | null> {
  const { owners } = await lockStaff(tx, shop);
  const key = { shopId: shop.shopId, staffId };
  const before = await tx.staffMember.findUnique({ where: { shopId_staffId: key } });
  const isFirst = owners === 0;
  const becomesOwner = !before?.role && (identity?.accountOwner === true || isFirst);
  const data = {
    ...(becomesOwner ? { role: "owner" } : {}),
    ...(identity ? await toColumns(tx, shop, identity) : {}),
  };
  await tx.staffMember.upsert({ where: { shopId_staffId: key }, create: { ...key, ...data }, update: data });
  if (!becomesOwner) return readRole(before?.role ?? null);
  const why = identity?.accountOwner ? "account_owner" : "first_to_come";
  await appendEvent(tx, shop, {
    type: "staff.role_changed",
    payload: { staffId, from: null, to: "owner", why },
  });
  return "owner";
}

async function toColumns(tx: TenantTx, shop: ShopContext, { staffId, accountOwner, name, email }: StaffIdentity) {
  return {
    accountOwner,
    name: name ? await encryptField(tx, shop, staffField(staffId, "name"), name) : null,
    email: email ? await encryptField(tx, shop, staffField(staffId, "email"), email) : null,
  };
}

const readRole = (stored: string | null): Role | null => (isRole(stored) ? stored : null);
