import type { TenantRef, TenantTx } from "~/db.server";
import { forgetKeys } from "./data-keys.server";
import { lockKeys } from "./lock-keys.server";

/** Deletes every data key of a shop: nothing of it can be read again, in any process, once this is committed. @returns how many there were */
export async function destroyShopKeys(tx: TenantTx, shop: TenantRef): Promise<number> {
  await lockKeys(tx, shop);
  const { count } = await tx.dataKey.deleteMany({ where: { shopId: shop.shopId } });
  await forgetKeys(tx, shop);
  return count;
}
