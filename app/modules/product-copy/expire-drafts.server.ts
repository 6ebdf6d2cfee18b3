import type { TenantRef, TenantTx } from "~/db.server";

const CHUNK_DRAFTS = 1_000;
/** Something is happening with drafts in the other states. */
const SETTLED = ["ready", "failed", "published", "undone", "discarded"];

const expired = ({ shopId }: TenantRef, before: Date) => ({
  shopId,
  createdAt: { lt: before },
  state: { in: SETTLED },
});

/** How many drafts were made before a time and are settled, counted up to `most`. */
export async function countExpiredDrafts(
  tx: TenantTx,
  shop: TenantRef,
  { before, most }: { readonly before: Date; readonly most: number },
): Promise<number> {
  return tx.copyDraft.count({ where: expired(shop, before), take: most });
}

/** Deletes the oldest of those drafts. @returns how many went; 0 when there are none left */
export async function expireDrafts(tx: TenantTx, shop: TenantRef, before: Date): Promise<number> {
  const rows = await tx.copyDraft.findMany({
    where: expired(shop, before),
    orderBy: { createdAt: "asc" },
    take: CHUNK_DRAFTS,
    select: { id: true },
  });
  const ids = rows.map(({ id }) => id);
  return (await tx.copyDraft.deleteMany({ where: { shopId: shop.shopId, id: { in: ids } } })).count;
}
