import type { TenantRef, TenantTx } from "~/db.server";
import { forgetKeys } from "./data-keys.server";
import { BLIND_INDEX_SUBJECT, SHOP_SUBJECT, WRAPPING_SUBJECT, wrappedByKey } from "./key-subjects";

/** Which keys are replaced: the shop's own with the one that wraps, or every subject's too. */
export type RotationScope = "shop" | "all";

/**
 * Has new keys encrypt from now on; they are made on first use. The old ones still decrypt. Needs the lock on the shop's keys.
 * @returns how many keys were retired
 */
export async function retireKeys(tx: TenantTx, shop: TenantRef, scope: RotationScope): Promise<number> {
  const subject = scope === "all" ? { not: BLIND_INDEX_SUBJECT } : { in: [SHOP_SUBJECT, WRAPPING_SUBJECT] };
  const { count } = await tx.dataKey.updateMany({
    where: { shopId: shop.shopId, subject, retiredAt: null, destroyedAt: null },
    data: { retiredAt: new Date() },
  });
  await forgetKeys(tx, shop);
  return count;
}

/** Those of the keys that are retired, and not destroyed since. */
export async function findRetiredKeys(
  tx: TenantTx,
  { shopId }: TenantRef,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.dataKey.findMany({
    where: { shopId, id: { in: [...ids] }, retiredAt: { not: null }, destroyedAt: null },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

/**
 * Deletes the retired keys that nothing needs any more. Only after a whole pass that found no value under them. Needs the lock.
 * @param keep ids of keys of values that could not be encrypted anew
 */
export async function deleteRetiredKeys(tx: TenantTx, shop: TenantRef, keep: readonly string[]): Promise<number> {
  const deleted = await tx.$executeRaw`
    DELETE FROM data_key AS old
    WHERE old.shop_id = ${shop.shopId} AND old.retired_at IS NOT NULL AND old.destroyed_at IS NULL
      AND NOT old.id = ANY(${keep}::uuid[])
      AND NOT EXISTS (
        SELECT FROM data_key AS other
        WHERE other.shop_id = old.shop_id AND other.wrapped_by = ${wrappedByKey("")} || old.id::text
          AND (other.retired_at IS NULL OR other.id = ANY(${keep}::uuid[])))`;
  await forgetKeys(tx, shop);
  return deleted;
}
