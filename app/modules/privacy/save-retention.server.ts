import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { DATA_CLASS_NAMES, type RetentionDays } from "./data-classes";
import { readRetentionDays } from "./read-retention-days.server";

/** Sets how long each class of data is kept; the next run goes by it. The audit log gets what changed, from which days to which. */
export async function saveRetention(shop: ShopContext, days: RetentionDays): Promise<void> {
  const { shopId } = shop;
  await withTenant(shop, async (tx) => {
    // Two changes at once: the second one sees what the first one wrote.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`retention:${shopId}`}, 0))`;
    const before = await readRetentionDays(tx, shop);
    const changed = DATA_CLASS_NAMES.filter((name) => before[name] !== days[name]);
    if (changed.length === 0) return;
    const changedAt = new Date();
    for (const dataClass of changed) {
      const rule = { days: days[dataClass], changedAt };
      await tx.retentionRule.upsert({
        where: { shopId_dataClass: { shopId, dataClass } },
        create: { shopId, dataClass, ...rule },
        update: rule,
      });
    }
    const payload = Object.fromEntries(changed.map((name) => [name, { from: before[name], to: days[name] }]));
    await appendEvent(tx, shop, { type: "retention.changed", payload });
  });
}
