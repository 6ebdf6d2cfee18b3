import type { TenantRef, TenantTx } from "~/db.server";
import { forgetKeys } from "./data-keys.server";

/** Deletes every data key of a shop: nothing of it can be read again. @returns how many there were */
export async function destroyShopKeys(tx: TenantTx, shop: TenantRef): Promise<number> {
  const { count } = await tx.dataKey.deleteMany({ where: { shopId: shop.shopId } });
  forgetKeys(tx, shop);
  return count;
}
