import type { TenantRef, TenantTx } from "~/db.server";
import { readKeyById, readLiveKey, forgetKeys } from "./data-keys.server";
import { WRAPPING_SUBJECT, wrappedByKey } from "./key-subjects";
import { vaultProvider } from "./vault-provider.server";
import { wrapKey } from "./wrap-key.server";

/**
 * Wraps keys anew that something else wraps than should now: wrapping keys by the provider's master key, all others by the shop's live
 * wrapping key. The keys themselves stay, so nothing is encrypted anew. Needs the lock on the shop's keys.
 * @returns how many keys there were, at most `limit`
 */
export async function rewrapKeys(tx: TenantTx, shop: TenantRef, limit: number): Promise<number> {
  const { shopId } = shop;
  const masterKeyId = vaultProvider().masterKeyId();
  if ((await tx.dataKey.count({ where: { shopId, destroyedAt: null } })) === 0) return 0;
  const wrapping = await readLiveKey(tx, shop, WRAPPING_SUBJECT);
  const outdated = await tx.dataKey.findMany({
    where: {
      shopId,
      destroyedAt: null,
      OR: [
        { subject: WRAPPING_SUBJECT, NOT: { wrappedBy: masterKeyId } },
        { NOT: [{ subject: WRAPPING_SUBJECT }, { wrappedBy: wrappedByKey(wrapping.id) }] },
      ],
    },
    select: { id: true, subject: true },
    take: limit,
  });
  for (const { id, subject } of outdated) {
    const { key } = await readKeyById(tx, shop, id);
    const wrapped = await wrapKey(key, { shopId, subject, keyId: id }, wrapping);
    await tx.dataKey.update({
      where: { shopId_id: { shopId, id } },
      data: { wrapped: wrapped.bytes, wrappedBy: wrapped.masterKeyId },
    });
  }
  if (outdated.length > 0) await forgetKeys(tx, shop);
  return outdated.length;
}
