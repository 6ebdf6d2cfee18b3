import { withTenant, type TenantTx } from "~/db.server";
import type { StaffMember as StaffRow } from "~/generated/prisma/client";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { isRole, type Role } from "./permissions";
import type { ShopContext } from "./shop-context";
import { staffField } from "./staff-field";

export type StaffMember = {
  readonly staffId: string;
  readonly role: Role | null;
  /** Null while Shopify has not said. */
  readonly name: string | null;
  readonly email: string | null;
  /** The shop's owner in Shopify. */
  readonly accountOwner: boolean;
  /** ISO 8601. */
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
};

/** More members of staff than any shop has in its admin. */
const MAX_LISTED = 500;

/** Everyone of the shop's staff who has opened the app: who waits for a role first, then by when they came last. */
export async function listStaff(shop: ShopContext): Promise<StaffMember[]> {
  return withTenant(shop, async (tx) => {
    const rows = await tx.staffMember.findMany({
      where: { shopId: shop.shopId },
      orderBy: [{ lastSeenAt: "desc" }, { staffId: "asc" }],
      take: MAX_LISTED,
    });
    const waitingFirst = [...rows.filter(({ role }) => role === null), ...rows.filter(({ role }) => role !== null)];
    return decryptEach(tx, waitingFirst);
  });
}

/** The shop's owners in this app, whom others ask for a role. */
export async function listOwners(shop: ShopContext): Promise<StaffMember[]> {
  return withTenant(shop, async (tx) => {
    const where = { shopId: shop.shopId, role: "owner" };
    return decryptEach(tx, await tx.staffMember.findMany({ where, orderBy: { firstSeenAt: "asc" }, take: MAX_LISTED }));
  });
}

async function decryptEach(tx: TenantTx, rows: readonly StaffRow[]): Promise<StaffMember[]> {
  const members: StaffMember[] = [];
  // One after the other: they share the transaction's connection.
  for (const row of rows) members.push(await toMember(tx, row));
  return members;
}

async function toMember(tx: TenantTx, row: StaffRow): Promise<StaffMember> {
  const decrypt = async (column: "name" | "email") => {
    const bytes = row[column];
    return bytes ? decryptField(tx, row, staffField(row.staffId, column), bytes) : null;
  };
  return {
    staffId: row.staffId,
    role: isRole(row.role) ? row.role : null,
    name: await decrypt("name"),
    email: await decrypt("email"),
    accountOwner: row.accountOwner ?? false,
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  };
}
