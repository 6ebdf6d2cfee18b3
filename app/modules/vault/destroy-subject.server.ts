import type { TenantRef, TenantTx } from "~/db.server";
import { forgetKeys } from "./data-keys.server";

/**
 * Destroys a subject's keys: nothing that they encrypted can be read again.
 * Other processes may hold an unwrapped copy for up to five minutes.
 */
export async function destroySubject(tx: TenantTx, shop: TenantRef, subject: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE data_key SET wrapped = NULL, destroyed_at = now()
    WHERE shop_id = ${shop.shopId} AND subject = ${subject} AND destroyed_at IS NULL`;
  forgetKeys(tx, shop, subject);
}
