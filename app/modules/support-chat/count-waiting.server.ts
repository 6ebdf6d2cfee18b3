import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { MAX_COUNTED_WAITING } from "./staff-chat";

/** How many chats wait for a person, counted up to MAX_COUNTED_WAITING. */
export async function countWaiting(shop: ShopContext): Promise<number> {
  const rows = await withTenant(
    shop,
    (tx) => tx.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM (
        SELECT FROM conversation WHERE shop_id = ${shop.shopId} AND state = 'waiting'
        LIMIT ${MAX_COUNTED_WAITING}::int) AS counted`,
  );
  return rows[0]?.n ?? 0;
}
