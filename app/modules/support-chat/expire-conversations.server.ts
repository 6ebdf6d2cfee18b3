import type { TenantRef, TenantTx } from "~/db.server";
import { destroySubjects } from "~/modules/vault/destroy-subject.server";
import { subjectOf } from "./shopper";

const CHUNK_CONVERSATIONS = 200;

/** How many conversations had their last message before a time, counted up to `most`. */
export async function countExpiredConversations(
  tx: TenantTx,
  { shopId }: TenantRef,
  { before, most }: { readonly before: Date; readonly most: number },
): Promise<number> {
  const rows = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (
      SELECT FROM conversation WHERE shop_id = ${shopId} AND updated_at < ${before} LIMIT ${most}::int) AS counted`;
  return rows[0]?.n ?? 0;
}

/**
 * Deletes the oldest of those conversations with their messages, and destroys their keys: what the log of model calls holds of them cannot
 * be read any more.
 * @returns how many went; 0 when there are none left
 */
export async function expireConversations(tx: TenantTx, shop: TenantRef, before: Date): Promise<number> {
  const { shopId } = shop;
  const rows = await tx.conversation.findMany({
    where: { shopId, updatedAt: { lt: before } },
    orderBy: { updatedAt: "asc" },
    take: CHUNK_CONVERSATIONS,
    select: { id: true },
  });
  const ids = rows.map(({ id }) => id);
  await destroySubjects(tx, shop, ids.map(subjectOf));
  await tx.conversation.deleteMany({ where: { shopId, id: { in: ids } } });
  return ids.length;
}
