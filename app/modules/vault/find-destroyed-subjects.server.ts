import type { TenantRef, TenantTx } from "~/db.server";

/** Those of the subjects whose data was erased: they had a key once, and have none now. One query. */
export async function findDestroyedSubjects(
  tx: TenantTx,
  shop: TenantRef,
  subjects: readonly string[],
): Promise<ReadonlySet<string>> {
  if (subjects.length === 0) return new Set();
  const keys = await tx.dataKey.findMany({
    where: { shopId: shop.shopId, subject: { in: [...new Set(subjects)] } },
    select: { subject: true, destroyedAt: true },
  });
  const alive = new Set(keys.filter(({ destroyedAt }) => destroyedAt === null).map(({ subject }) => subject));
  return new Set(keys.map(({ subject }) => subject).filter((subject) => !alive.has(subject)));
}
