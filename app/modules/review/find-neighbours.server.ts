import type { TenantTx } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";

/** Ids of the calls right before and after one in the log, which is newest first and by id within a millisecond. */
export async function findNeighbours(
  tx: TenantTx,
  { shopId }: ShopContext,
  { id, createdAt }: { readonly id: string; readonly createdAt: Date },
): Promise<{ newer: string | null; older: string | null }> {
  const select = { id: true } as const;
  const newer = await tx.modelCall.findFirst({
    where: { shopId, createdAt: { gte: createdAt }, OR: [{ createdAt: { gt: createdAt } }, { id: { lt: id } }] },
    orderBy: [{ createdAt: "asc" }, { id: "desc" }],
    select,
  });
  const older = await tx.modelCall.findFirst({
    where: { shopId, createdAt: { lte: createdAt }, OR: [{ createdAt: { lt: createdAt } }, { id: { gt: id } }] },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    select,
  });
  return { newer: newer?.id ?? null, older: older?.id ?? null };
}
