import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { expiryOf, limitsText, type DueData, type RetentionDays } from "./data-classes";
import { MAX_COUNTED } from "./preview-limit";
import type { RetainedData } from "./privacy-types";
import { readRetentionDays } from "./read-retention-days.server";

export type RetentionPreview = {
  /** Classes of which nothing is too old are left out. */
  readonly due: readonly DueData[];
  /** The limits that were looked by, to be sent with a run that is confirmed. */
  readonly limits: string;
};

/** What a run would delete with these days, or with those that are saved. */
export async function previewRetention(
  shop: ShopContext,
  days: RetentionDays | "saved",
  retained: readonly RetainedData[],
): Promise<RetentionPreview> {
  const now = new Date();
  return withTenant(shop, async (tx) => {
    const kept = days === "saved" ? await readRetentionDays(tx, shop) : days;
    const due: DueData[] = [];
    for (const { dataClass, count } of retained) {
      const before = expiryOf(kept[dataClass], now);
      const found = await count(tx, shop, { before, most: MAX_COUNTED });
      if (found > 0) due.push({ dataClass, count: found, before: before.toISOString(), days: kept[dataClass] });
    }
    return { due, limits: limitsText(kept, now) };
  });
}
