import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";

/** Days further back are on the page of all of them. */
export const DELETED_DAYS = 30;
const MAX_SHOWN = 7;
const DAY_MS = 86_400_000;

/** How many shoppers deleted their own chat on one day (UTC). */
export type DeletedChats = {
  /** "2026-11-25" */
  readonly day: string;
  readonly count: number;
  /** Those that are not done yet. */
  readonly waiting: number;
};

/** The newest days of the last 30 on which shoppers deleted chats, and whether there were others before. */
export async function countDeletedChats(
  shop: ShopContext,
): Promise<{ days: readonly DeletedChats[]; hasOlder: boolean }> {
  const since = new Date((Math.floor(Date.now() / DAY_MS) - DELETED_DAYS) * DAY_MS);
  const { shopId } = shop;
  return withTenant(shop, async (tx) => {
    const days = await tx.$queryRaw<DeletedChats[]>`
      SELECT to_char(day, 'YYYY-MM-DD') AS day, count(*)::int AS count, count(*) FILTER (WHERE state <> 'done')::int AS waiting
      FROM privacy_request CROSS JOIN LATERAL (SELECT (received_at AT TIME ZONE 'UTC')::date AS day) AS of
      WHERE shop_id = ${shopId} AND origin = 'shopper' AND received_at >= ${since}
      GROUP BY of.day ORDER BY of.day DESC LIMIT ${MAX_SHOWN + 1}`;
    const older = await tx.privacyRequest.findFirst({
      where: { shopId, origin: "shopper", receivedAt: { lt: since } },
      select: { id: true },
    });
    return { days: days.slice(0, MAX_SHOWN), hasOlder: days.length > MAX_SHOWN || older !== null };
  });
}
