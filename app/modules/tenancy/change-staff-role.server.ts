import { z } from "zod";
import { withTenant } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { appendEvent } from "~/modules/audit/append-event.server";
import { lockStaff } from "./lock-staff.server";
import { isRole, ROLES, type Role } from "./permissions";
import type { ShopContext } from "./shop-context";

/** The Staff page's form; "none" takes the role away. */
export const RoleChange = z.object({
  staffId: z.string().regex(/^\d{1,20}$/),
  role: z.union([z.literal("none").transform(() => null), z.enum(ROLES)]),
});
export type RoleChange = z.infer<typeof RoleChange>;

/**
 * Gives a member of staff a role or takes it away; the audit log gets it.
 * @returns the role that they had before
 * @throws AppError `not_found` for somebody who never opened the app, `conflict` when the shop would be left without an owner.
 */
export async function changeStaffRole(shop: ShopContext, { staffId, role }: RoleChange): Promise<Role | null> {
  return withTenant(shop, async (tx) => {
    const { owners } = await lockStaff(tx, shop);
    const where = { shopId_staffId: { shopId: shop.shopId, staffId } };
    const row = await tx.staffMember.findUnique({ where, select: { role: true } });
    if (!row) throw unknownStaff();
    const from = isRole(row.role) ? row.role : null;
    if (from === role) return from;
    if (from === "owner" && owners === 1) throw lastOwner();
    await tx.staffMember.update({ where, data: { role } });
    await appendEvent(tx, shop, { type: "staff.role_changed", payload: { staffId, from, to: role } });
    return from;
  });
}

function unknownStaff(): AppError {
  return new AppError("not_found", {
    message: "no such member of staff",
    userMessage: "This person has not opened the app yet. They appear here once they have.",
  });
}

function lastOwner(): AppError {
  return new AppError("conflict", {
    message: "a shop keeps one owner",
    userMessage: "A shop keeps at least one owner. Make somebody else owner first.",
  });
}
