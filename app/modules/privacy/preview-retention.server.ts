import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { expiryOf, type DataClass, type RetentionDays } from "./data-classes";
import { MAX_COUNTED } from "./preview-limit";
import type { RetainedData } from "./privacy-types";

/** How many rows of each class the next run would delete with these days; none are left out. */
export async function previewRetention(
  shop: ShopContext,
  days: RetentionDays,
  retained: readonly RetainedData[],
): Promise<Partial<Record<DataClass, number>>> {
  const now = new Date();
  return withTenant(shop, async (tx) => {
    const counts: Partial<Record<DataClass, number>> = {};
    for (const { dataClass, count } of retained) {
      const found = await count(tx, shop, { before: expiryOf(days[dataClass], now), most: MAX_COUNTED });
      if (found > 0) counts[dataClass] = found;
    }
    return counts;
  });
}
