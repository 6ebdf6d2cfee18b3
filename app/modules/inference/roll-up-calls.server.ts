import { withTenant, type TenantTx } from "~/db.server";
import type { TenantRef } from "~/db.server";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Clocks of the app's processes may differ by this much, and a call's row is there so soon. */
const SETTLED_MS = 2 * MINUTE_MS;
/** A call that has not ended after so long never will: its process is gone. */
const ABANDONED_MS = 60 * MINUTE_MS;

/**
 * Adds up the shop's calls that have ended since the last time, into sums of days (UTC) that charts read. A call is counted once: sums and
 * the time until which they go change together. At most one day a call of this function.
 * @returns whether there is more to add up
 */
export async function rollUpCalls(shop: TenantRef, now = new Date()): Promise<boolean> {
  const { shopId } = shop;
  return withTenant(shop, async (tx) => {
    const from = await lockUntil(tx, shopId);
    if (!from) return false;
    const settled = await findSettled(tx, shopId, now);
    const to = new Date(Math.min(settled.getTime(), from.getTime() + DAY_MS));
    if (to <= from) return false;
    await tx.$executeRaw`
      INSERT INTO call_day (shop_id, day, measure, total)
      SELECT ${shopId}, day, measure, total
      FROM call_measures(${shopId}, ${from.toISOString()}::timestamptz, ${to.toISOString()}::timestamptz)
      ON CONFLICT (shop_id, day, measure) DO UPDATE SET total = call_day.total + EXCLUDED.total`;
    await tx.callRollup.update({ where: { shopId }, data: { until: to } });
    return to < settled;
  });
}

/** Until when the sums go, for this transaction alone; undefined when the shop has no calls yet. */
async function lockUntil(tx: TenantTx, shopId: string): Promise<Date | undefined> {
  await tx.$executeRaw`
    INSERT INTO call_rollup (shop_id, until)
    SELECT shop_id, created_at FROM model_call WHERE shop_id = ${shopId} ORDER BY created_at LIMIT 1
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`SELECT 1 FROM call_rollup WHERE shop_id = ${shopId} FOR UPDATE`;
  return (await tx.callRollup.findUnique({ where: { shopId } }))?.until;
}

/** Before this time every call has ended, or never will. */
async function findSettled(tx: TenantTx, shopId: string, now: Date): Promise<Date> {
  const since = new Date(now.getTime() - ABANDONED_MS);
  const running = await tx.$queryRaw<{ ms: number }[]>`
    SELECT (extract(epoch FROM c.created_at) * 1000)::float8 AS ms
    FROM call_facet f CROSS JOIN LATERAL (
      SELECT m.created_at FROM model_call m
      WHERE m.shop_id = f.shop_id AND m.facet = f.id AND m.created_at >= ${since.toISOString()}::timestamptz
      ORDER BY m.created_at LIMIT 1
    ) AS c
    WHERE f.shop_id = ${shopId} AND f.state = 'recorded'`;
  return new Date(Math.min(now.getTime() - SETTLED_MS, ...running.map(({ ms }) => ms)));
}
