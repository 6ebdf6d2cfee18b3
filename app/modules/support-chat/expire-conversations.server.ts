import type { TenantRef, TenantTx } from "~/db.server";
import { appendEvent, type ActingTenant } from "~/modules/audit/append-event.server";
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

/** What other rooms keep about conversations goes before them. */
type EraseOthers = (tx: TenantTx, shop: ActingTenant, conversationIds: readonly string[]) => Promise<unknown>;

/**
 * Deletes the oldest of those conversations with their messages and what `eraseOthers` knows of them, and destroys their keys: what the log
 * of model calls holds of them cannot be read any more.
 * @returns how many went; 0 when there are none left
 */
export async function expireConversations(
  tx: TenantTx,
  shop: ActingTenant,
  before: Date,
  eraseOthers: EraseOthers,
): Promise<number> {
  const { shopId } = shop;
  const rows = await tx.conversation.findMany({
    where: { shopId, updatedAt: { lt: before } },
    orderBy: { updatedAt: "asc" },
    take: CHUNK_CONVERSATIONS,
    select: { id: true },
  });
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await eraseOthers(tx, shop, ids);
  const count = await destroySubjects(tx, shop, ids.map(subjectOf));
  await tx.conversation.deleteMany({ where: { shopId, id: { in: ids } } });
  if (count > 0) await appendEvent(tx, shop, { type: "subject_keys.destroyed", payload: { count } });
  return ids.length;
}
