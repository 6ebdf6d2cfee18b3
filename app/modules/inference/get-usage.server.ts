import { withTenant } from "~/db.server";
import { toLimits, type BudgetLimits } from "~/modules/tenancy/limit-bounds.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { getShopSettings } from "~/modules/tenancy/shop-settings.server";

const DAYS = 14;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export type UsageDay = {
  /** ISO 8601 date, UTC. */
  readonly day: string;
  readonly requests: number;
  readonly tokens: number;
  readonly refused: number;
};

/** What a shop uses now and used of late, and what it may. */
export type Usage = {
  readonly limits: BudgetLimits;
  readonly now: { readonly requestsThisMinute: number; readonly tokensToday: number; readonly streams: number };
  /** The last 14 days, oldest first, today last; days without a call are zero. */
  readonly days: readonly UsageDay[];
};

/** The shop's own counters, as calls are charged to them. Tokens of calls that run are counted as reserved. */
export async function getUsage(shop: ShopContext): Promise<Usage> {
  const settings = await getShopSettings(shop);
  const at = new Date();
  const today = new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS);
  const where = { shopId: shop.shopId };
  return withTenant(shop, async (tx) => {
    const counters = await tx.budgetScope.findUnique({ where: { shopId_scope: { ...where, scope: "shop" } } });
    const leases = await tx.budgetLease.findMany({
      where: { ...where, expiresAt: { gt: at } },
      select: { tokens: true },
    });
    const since = new Date(today.getTime() - (DAYS - 1) * DAY_MS);
    const rows = await tx.budgetDay.findMany({ where: { ...where, day: { gte: since } } });
    const isThisMinute = counters !== null && at.getTime() - counters.minute.getTime() < MINUTE_MS;
    const settled = counters?.day.getTime() === today.getTime() ? Number(counters.dayTokens) : 0;
    return {
      limits: toLimits(settings),
      now: {
        requestsThisMinute: isThisMinute ? counters.minuteRequests : 0,
        tokensToday: leases.reduce((sum, { tokens }) => sum + tokens, settled),
        streams: leases.length,
      },
      days: Array.from({ length: DAYS }, (_, index) => toDay(new Date(since.getTime() + index * DAY_MS), rows)),
    };
  });
}

type Row = { readonly day: Date; readonly requests: number; readonly tokens: bigint; readonly refused: number };

function toDay(day: Date, rows: readonly Row[]): UsageDay {
  const row = rows.find((candidate) => candidate.day.getTime() === day.getTime());
  return {
    day: day.toISOString().slice(0, 10),
    requests: row?.requests ?? 0,
    tokens: Number(row?.tokens ?? 0),
    refused: row?.refused ?? 0,
  };
}
