import type { TenantRef, TenantTx } from "~/db.server";
import { deriveKey, hmacSha256 } from "~/lib/hmac.server";
import { getLiveKey } from "./data-keys.server";
import { BLIND_INDEX_SUBJECT } from "./key-subjects";

/**
 * A keyed hash (HMAC-SHA256, 32 bytes) by which a value can be found without being stored.
 * Its key is one of its own, so that an index says nothing about what encrypts the values. The same value under another purpose or in another shop has an unrelated hash.
 */
export async function blindIndex(
  tx: TenantTx,
  shop: TenantRef,
  purpose: string,
  value: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const { key } = await getLiveKey(tx, shop, BLIND_INDEX_SUBJECT);
  return hmacSha256(deriveKey(key, `blind index ${purpose}`), value);
}
