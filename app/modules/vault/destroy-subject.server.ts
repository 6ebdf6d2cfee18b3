import type { TenantRef, TenantTx } from "~/db.server";
import { forgetKeys } from "./data-keys.server";
import { lockKeys } from "./lock-keys.server";

/**
 * Destroys a subject's keys, replaced ones too: nothing that they encrypted can be read again, and it gets no new key. Other processes are
 * told when this is committed, and forget an unwrapped copy after MAX_KEY_AGE_MS at the latest.
 * @returns how many keys there were
 */
export function destroySubject(tx: TenantTx, shop: TenantRef, subject: string): Promise<number> {
  return destroySubjects(tx, shop, [subject]);
}

/** The same for many subjects in one statement. */
export async function destroySubjects(tx: TenantTx, shop: TenantRef, subjects: readonly string[]): Promise<number> {
  if (subjects.length === 0) return 0;
  await lockKeys(tx, shop);
  const destroyed = await tx.$executeRaw`
    UPDATE data_key SET wrapped = NULL, destroyed_at = now()
    WHERE shop_id = ${shop.shopId} AND subject = ANY(${[...subjects]}::text[]) AND destroyed_at IS NULL`;
  await forgetKeys(tx, shop, subjects);
  return destroyed;
}
