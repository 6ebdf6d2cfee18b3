import { withTenant } from "~/db.server";
import { isRole, type Role } from "./permissions";
import type { ShopContext } from "./shop-context";

/** The role that a member of staff has now; undefined for none, and in a shop where the app is not installed any more. */
export async function getStaffRole(shop: ShopContext, staffId: string): Promise<Role | undefined> {
  const { shopId } = shop;
  const role = await withTenant(shop, async (tx) => {
    const installed = await tx.shop.findFirst({ where: { shopId, uninstalledAt: null }, select: { shopId: true } });
    if (!installed) return null;
    const member = await tx.staffMember.findUnique({ where: { shopId_staffId: { shopId, staffId } } });
    return member?.role ?? null;
  });
  return isRole(role) ? role : undefined;
}
