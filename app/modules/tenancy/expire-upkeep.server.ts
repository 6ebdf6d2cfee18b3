import type { TenantRef, TenantTx } from "~/db.server";

const CHUNK_ROWS = 5_000;

type Count = { readonly before: Date; readonly most: number };

const oldReceipts = ({ shopId }: TenantRef, before: Date) => ({ shopId, receivedAt: { lt: before } });

/** How many webhooks were received before a time, counted up to `most`. */
export function countExpiredReceipts(tx: TenantTx, shop: TenantRef, { before, most }: Count): Promise<number> {
  return tx.webhookReceipt.count({ where: oldReceipts(shop, before), take: most });
}

/** Deletes the oldest of those receipts. @returns how many went; 0 when there are none left */
export async function expireReceipts(tx: TenantTx, shop: TenantRef, before: Date): Promise<number> {
  const rows = await tx.webhookReceipt.findMany({
    where: oldReceipts(shop, before),
    orderBy: { receivedAt: "asc" },
    take: CHUNK_ROWS,
    select: { webhookId: true },
  });
  const ids = rows.map(({ webhookId }) => webhookId);
  return (await tx.webhookReceipt.deleteMany({ where: { shopId: shop.shopId, webhookId: { in: ids } } })).count;
}

/** Sessions that ended before a time: neither their token nor the one that renews it is good any more. */
const endedSessions = ({ shopId }: TenantRef, before: Date) => ({
  shopId,
  expires: { lt: before },
  OR: [{ refreshToken: null }, { refreshTokenExpires: { lt: before } }],
});

/** How many sessions ended before a time, counted up to `most`. */
export function countEndedSessions(tx: TenantTx, shop: TenantRef, { before, most }: Count): Promise<number> {
  return tx.session.count({ where: endedSessions(shop, before), take: most });
}

/** Deletes those sessions; there are few. @returns how many went */
export async function expireSessions(tx: TenantTx, shop: TenantRef, before: Date): Promise<number> {
  return (await tx.session.deleteMany({ where: endedSessions(shop, before) })).count;
}
