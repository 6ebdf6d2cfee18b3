import type { TenantRef, TenantTx } from "~/db.server";
import { logger } from "~/logger.server";
import { getKeyById, getLiveKey, readLiveKey } from "./data-keys.server";
import type { EncryptedPlace } from "./encrypted-places.server";
import { fieldContext } from "./field-context";
import { bytesToUuid, uuidToBytes } from "./key-id";
import { lockValues, replaceValues, type StoredValue } from "./locked-values.server";
import { openBox, readKeyId, sealBox } from "./sealed-box";
import type { FieldRef } from "./vault-types";
import { visitRows } from "./visit-rows.server";

/** One batch stays well within a transaction's time, and others wait for the lock no longer than that. */
const MAX_ROWS = 500;
const MAX_VALUES = 100;

export type Reencrypted = {
  readonly seen: number;
  /** Values under a retired key, whether they could be changed now or not. */
  readonly found: number;
  readonly changed: number;
  /** Retired keys of values that cannot be encrypted anew, so that the keys must stay. */
  readonly stuckKeys: readonly string[];
  readonly cursor: readonly string[] | null;
};

/**
 * Encrypts the values of the next rows anew that a retired key encrypted, each under its subject's live key. A row that somebody else has
 * locked is passed over: a later pass finds it. Needs the lock on the shop's keys, so that no subject is destroyed meanwhile.
 */
export async function reencryptRows(
  tx: TenantTx,
  shop: TenantRef,
  place: EncryptedPlace,
  after: readonly string[],
  retired: ReadonlySet<string>,
): Promise<Reencrypted> {
  const limits = { limit: MAX_ROWS, maxValues: MAX_VALUES };
  const { seen, found, cursor } = await visitRows(tx, shop, place, {
    after,
    ...limits,
    isWanted: (id) => retired.has(id),
  });
  if (!place.writable) return { seen, found: 0, changed: 0, stuckKeys: found.map(({ keyId }) => keyId), cursor };
  const stuckKeys: string[] = [];
  let changed = 0;
  for (const column of place.columns) {
    const keys = found.filter((value) => value.column === column).map(({ key }) => key);
    if (keys.length === 0) continue;
    const stored = await lockValues(tx, shop, place, column, keys);
    const renewed: StoredValue[] = [];
    for (const value of stored) {
      const box = await renew(
        tx,
        shop,
        { table: place.table, column, row: value.key.at(-1) ?? "" },
        value.box,
        retired,
      );
      if (box !== null) renewed.push({ key: value.key, box });
      else stuckKeys.push(bytesToUuid(readKeyId(value.box)));
    }
    await replaceValues(tx, shop, place, column, renewed);
    changed += renewed.length;
  }
  return { seen, found: found.length - stuckKeys.length, changed, stuckKeys, cursor };
}

/**
 * The value under its subject's live key; null when it cannot be read. Under the lock, what the list of retired keys holds was not destroyed,
 * so a cached copy of such a key is right; a cached live key may have been retired meanwhile.
 */
async function renew(
  tx: TenantTx,
  shop: TenantRef,
  ref: FieldRef,
  box: Uint8Array,
  retired: ReadonlySet<string>,
): Promise<Uint8Array | null> {
  const oldId = bytesToUuid(readKeyId(box));
  // Somebody else has written it anew since it was seen.
  if (!retired.has(oldId)) return box;
  const old = await getKeyById(tx, shop, oldId);
  const plaintext = openOrNull(old.key, fieldContext(shop.shopId, ref, old.id), box);
  if (plaintext === null) {
    logger.error({ shopId: shop.shopId, ...ref, keyId: old.id }, "a value cannot be encrypted anew; its old key stays");
    return null;
  }
  const cached = await getLiveKey(tx, shop, old.subject);
  const live = retired.has(cached.id) ? await readLiveKey(tx, shop, old.subject) : cached;
  return sealBox(live.key, uuidToBytes(live.id), fieldContext(shop.shopId, ref, live.id), plaintext);
}

function openOrNull(key: Uint8Array, context: string, box: Uint8Array): Uint8Array | null {
  try {
    return openBox(key, context, box);
  } catch {
    return null;
  }
}
