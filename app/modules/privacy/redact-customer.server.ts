import type { TenantTx } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { Counts, PersonalDataHolder } from "./privacy-types";

/**
 * Erases everything about one customer in one transaction and leaves a tombstone in the audit log.
 * @returns how many rows of each kind went
 */
export async function redactCustomer(
  tx: TenantTx,
  shop: ShopContext,
  customerHash: Uint8Array<ArrayBuffer>,
  holders: readonly PersonalDataHolder[],
): Promise<Counts> {
  // Before anything is appended to the audit chain: whoever waits for the chain may hold one of these rows.
  const counts: Record<string, number> = { "privacy.exports": await eraseExports(tx, shop, customerHash) };
  for (const holder of holders) {
    for (const [kind, count] of Object.entries(await holder.eraseCustomer(tx, shop, customerHash))) {
      counts[`${holder.name}.${kind}`] = count;
    }
  }
  await appendEvent(tx, shop, { type: "customer.redacted", payload: { erased: counts } });
  return counts;
}

async function eraseExports(
  tx: TenantTx,
  { shopId }: ShopContext,
  customerHash: Uint8Array<ArrayBuffer>,
): Promise<number> {
  const { count } = await tx.privacyRequest.updateMany({
    where: { shopId, customerHash, NOT: { export: null } },
    data: { export: null },
  });
  return count;
}
