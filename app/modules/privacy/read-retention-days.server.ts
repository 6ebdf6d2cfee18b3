import type { TenantRef, TenantTx } from "~/db.server";
import { DATA_CLASSES, mapClasses, type RetentionDays } from "./data-classes";

/** How many days each class of data is kept in this shop: what the merchant chose, within our bounds, or our default. */
export async function readRetentionDays(tx: TenantTx, { shopId }: TenantRef): Promise<RetentionDays> {
  const rules = await tx.retentionRule.findMany({ where: { shopId } });
  const chosen = new Map(rules.map(({ dataClass, days }) => [dataClass, days]));
  return mapClasses((name) => {
    const { defaultDays, minDays, maxDays } = DATA_CLASSES[name];
    return Math.min(maxDays, Math.max(minDays, chosen.get(name) ?? defaultDays));
  });
}
