import type { TenantRef, TenantTx } from "~/db.server";
import { Prisma } from "~/generated/prisma/client";

/** Whether a subject's data was erased: it had a key once, and has none now. */
export async function isSubjectDestroyed(tx: TenantTx, shop: TenantRef, subject: string): Promise<boolean> {
  const keys = await tx.dataKey.findMany({ where: { shopId: shop.shopId, subject }, select: { destroyedAt: true } });
  return keys.length > 0 && keys.every((key) => key.destroyedAt !== null);
}

/** The same as a condition of a statement; false for a subject that is NULL. */
export function isDestroyed(shopId: Prisma.Sql, subject: Prisma.Sql): Prisma.Sql {
  const keys = Prisma.sql`FROM data_key k WHERE k.shop_id = ${shopId} AND k.subject = ${subject}`;
  return Prisma.sql`(EXISTS (SELECT ${keys}) AND NOT EXISTS (SELECT ${keys} AND k.destroyed_at IS NULL))`;
}
