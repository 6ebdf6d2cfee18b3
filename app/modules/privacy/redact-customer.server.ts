import type { TenantTx } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { dropExports, noteDestroyedKeys } from "./expire-exports.server";
import type { Counts, PersonalDataHolder } from "./privacy-types";

/**
 * Erases everything about one customer in the caller's transaction: exports of earlier requests, then what each room keeps.
 * @returns how many rows of each kind went
 */
export async function redactCustomer(
  tx: TenantTx,
  shop: ShopContext,
  customerHash: Uint8Array<ArrayBuffer>,
  holders: readonly PersonalDataHolder[],
): Promise<Counts> {
  const dropped = await eraseExports(tx, shop, customerHash);
  const counts: Record<string, number> = { "privacy.exports": dropped.exports };
  for (const holder of holders) {
    for (const [kind, count] of Object.entries(await holder.eraseCustomer(tx, shop, customerHash))) {
      counts[`${holder.name}.${kind}`] = count;
    }
  }
  await noteDestroyedKeys(tx, shop, dropped);
  return counts;
}

/** An export that is being made holds its request's row: it ends first, and finds nothing more afterwards. */
async function eraseExports(tx: TenantTx, shop: ShopContext, customerHash: Uint8Array<ArrayBuffer>) {
  const { shopId } = shop;
  const rows = await tx.privacyRequest.findMany({
    where: { shopId, customerHash, topic: "CUSTOMERS_DATA_REQUEST" },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  const ids = rows.map(({ id }) => id);
  await tx.$executeRaw`
    SELECT FROM privacy_request WHERE shop_id = ${shopId} AND id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  return dropExports(tx, shop, ids);
}
