import type { TenantRef, TenantTx } from "~/db.server";

/** Whether a subject's data was erased: it had a key once, and has none now. */
export async function isSubjectDestroyed(tx: TenantTx, shop: TenantRef, subject: string): Promise<boolean> {
  const keys = await tx.dataKey.findMany({ where: { shopId: shop.shopId, subject }, select: { destroyedAt: true } });
  return keys.length > 0 && keys.every((key) => key.destroyedAt !== null);
}
