import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { toCallDays, type CallDay, type DayMeasure } from "./call-trends";

export const TREND_DAYS = 30;

const DAY_MS = 86_400_000;

/**
 * What the shop's calls of the last 30 days (UTC, today last) came to: the sums of what is added up already, and a count of what is newer, in
 * one statement, so that no call is in both.
 */
export async function listCallDays(shop: ShopContext, now = new Date()): Promise<CallDay[]> {
  const { shopId } = shop;
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const days = Array.from({ length: TREND_DAYS }, (_, n) => toDay(today - (TREND_DAYS - 1 - n) * DAY_MS));
  const since = `${days[0] ?? ""}T00:00:00.000Z`;
  const measures = await withTenant(
    shop,
    (tx) => tx.$queryRaw<DayMeasure[]>`
      SELECT day::text, measure, sum(total)::float8 AS total FROM (
        SELECT day, measure, total FROM call_day WHERE shop_id = ${shopId} AND day >= ${days[0]}::date
        UNION ALL
        SELECT day, measure, total FROM call_measures(
          ${shopId},
          GREATEST(${since}::timestamptz, (SELECT until FROM call_rollup WHERE shop_id = ${shopId})),
          'infinity'
        )
      ) AS sums GROUP BY 1, 2`,
  );
  return toCallDays(days, measures);
}

const toDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);
