import type { TenantTx } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { callDigest } from "./call-digest.server";
import { CALLS_REENCRYPTED } from "./verify-call-digests.server";

/**
 * Gives the audit chain the digests of finished calls whose values were encrypted anew in this transaction. A call that is not finished
 * has no digest yet: its end seals what is stored then.
 */
export async function sealReencryptedCalls(tx: TenantTx, shop: ShopContext, callIds: readonly string[]): Promise<void> {
  if (callIds.length === 0) return;
  const { shopId } = shop;
  const rows = await tx.modelCall.findMany({ where: { shopId, id: { in: [...callIds] }, finishedAt: { not: null } } });
  if (rows.length === 0) return;
  const digests = Object.fromEntries(rows.map((row) => [row.id, callDigest(row)]));
  await appendEvent(tx, shop, { type: CALLS_REENCRYPTED, payload: { digests } });
}
