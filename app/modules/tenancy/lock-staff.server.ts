import type { TenantTx } from "~/db.server";
import type { ShopContext } from "./shop-context";

/**
 * Until the transaction ends nobody else changes a role in the shop, so that two owners who step back at once cannot leave it without one.
 * @returns how many owners the shop has now
 */
export async function lockStaff(tx: TenantTx, { shopId }: ShopContext): Promise<{ owners: number }> {
  await tx.$queryRaw`SELECT 1 FROM shop WHERE shop_id = ${shopId} FOR UPDATE`;
  return { owners: await tx.staffMember.count({ where: { shopId, role: "owner" } }) };
}
