import { withTenant, type TenantTx } from "~/db.server";
import { AppError } from "~/lib/app-error";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { ShopSettings } from "~/modules/tenancy/shop-settings";
import type { StageResult } from "./stage-log";

const WINDOW_S = 60;
const SHOP_SCOPE = "shop";

type Counter = { scope: string; count: number; retry_after_s: number };

/**
 * Stage "budget": counts this request against the shop's and each scope's limit for the running minute, in one statement. A refused request
 * is not counted anywhere, so that one busy conversation does not use up the shop's.
 * @throws AppError `budget_exceeded` with the seconds until the next window; whatever the database throws: without a count there is no call.
 */
export async function chargeBudget(
  shop: ShopContext,
  scopes: readonly string[],
  limits: ShopSettings["requestLimitPerMinute"],
): Promise<StageResult<void>> {
  const limitOf = (scope: string) => (scope === SHOP_SCOPE ? limits.shop : limits.conversation);
  const counters = await withTenant(shop, async (tx) => {
    const counted = await count(tx, shop.shopId, [...new Set([SHOP_SCOPE, ...scopes])]);
    const exceeded = counted.find(({ scope, count }) => count > limitOf(scope));
    // Thrown inside, so that the transaction takes its counts back.
    if (exceeded) throw budgetExceeded(exceeded, limitOf(exceeded.scope));
    if (counted.some(({ scope, count }) => scope === SHOP_SCOPE && count === 1))
      await removeOldWindows(tx, shop.shopId);
    return counted;
  });
  const detail = Object.fromEntries(
    counters.map(({ scope, count }) => [scope.split(":")[0] ?? scope, `${count} of ${limitOf(scope)} a minute`]),
  );
  return { value: undefined, verdict: "pass", detail };
}

/** Rows are locked in the order of their scope, so that two requests cannot wait for each other. */
async function count(tx: TenantTx, shopId: string, scopes: readonly string[]): Promise<Counter[]> {
  return tx.$queryRaw<Counter[]>`
    INSERT INTO budget_window (shop_id, scope, window_start, count)
    SELECT ${shopId}, scope, date_trunc('minute', now()), 1 FROM unnest(${scopes}::text[]) AS scope ORDER BY scope
    ON CONFLICT (shop_id, scope, window_start) DO UPDATE SET count = budget_window.count + 1
    RETURNING scope, count, ceil(extract(epoch FROM window_start + make_interval(secs => ${WINDOW_S}) - now()))::int AS retry_after_s`;
}

async function removeOldWindows(tx: TenantTx, shopId: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM budget_window WHERE shop_id = ${shopId} AND window_start < now() - interval '1 hour'`;
}

function budgetExceeded({ scope, retry_after_s }: Counter, limit: number): AppError {
  return new AppError("budget_exceeded", {
    message: `${scope.split(":")[0]} is over its limit of ${limit} requests a minute`,
    userMessage: `There are too many questions at once. Please try again in ${Math.max(1, retry_after_s)} seconds.`,
    retryAfterS: Math.max(1, retry_after_s),
  });
}
