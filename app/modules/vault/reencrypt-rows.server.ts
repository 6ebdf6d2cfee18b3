import type { TenantRef, TenantTx } from "~/db.server";
import { logger } from "~/logger.server";
import { getKeyById, readLiveKey } from "./data-keys.server";
import type { EncryptedPlace } from "./encrypted-places.server";
import { fieldContext } from "./field-context";
import type { DataKey } from "./key-cache";
import { bytesToUuid, uuidToBytes } from "./key-id";
import { lockValues, replaceValues, type StoredValue } from "./locked-values.server";
import { findRetiredKeys } from "./retired-keys.server";
import { openBox, readKeyId, sealBox } from "./sealed-box";
import type { FieldRef } from "./vault-types";
import { visitRows } from "./visit-rows.server";

/** One batch stays well within a transaction's time, and others wait for the lock no longer than that. */
const MAX_ROWS = 500;
const MAX_VALUES = 100;
/** A batch is held in memory, as bytes and as base64; parts of log exports are up to 2 MiB each. */
const MAX_BYTES = 8 * 1024 * 1024;

export type Reencrypted = {
  readonly seen: number;
  /** Values under a retired key, whether they could be changed now or not. */
  readonly found: number;
  readonly changed: number;
  /** The rows with changed values, each by the last part of its key (see FieldRef). */
  readonly changedRows: readonly string[];
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
): Promise<Reencrypted> {
  const limits = { limit: MAX_ROWS, maxValues: MAX_VALUES, maxBytes: MAX_BYTES };
  const selectKeys = (ids: readonly string[]) => findRetiredKeys(tx, shop, ids);
  const { seen, found, keys, cursor } = await visitRows(tx, shop, place, { after, ...limits, selectKeys });
  if (!place.writable)
    return { seen, found: 0, changed: 0, changedRows: [], stuckKeys: found.map(({ keyId }) => keyId), cursor };
  const batch: Batch = { tx, shop, retired: keys, live: new Map() };
  const stuckKeys: string[] = [];
  const changedRows = new Set<string>();
  let changed = 0;
  for (const column of place.columns) {
    const rows = found.filter((value) => value.column === column).map(({ key }) => key);
    if (rows.length === 0) continue;
    const result = await renewColumn(batch, place, column, await lockValues(tx, shop, place, column, rows));
    await replaceValues(tx, shop, place, column, result.renewed);
    changed += result.renewed.length;
    stuckKeys.push(...result.stuckKeys);
    for (const { key } of result.renewed) changedRows.add(rowOf(key));
  }
  return { seen, found: found.length - stuckKeys.length, changed, changedRows: [...changedRows], stuckKeys, cursor };
}

type Batch = {
  readonly tx: TenantTx;
  readonly shop: TenantRef;
  readonly retired: ReadonlySet<string>;
  readonly live: Map<string, DataKey>;
};

async function renewColumn(batch: Batch, place: EncryptedPlace, column: string, stored: readonly StoredValue[]) {
  const renewed: StoredValue[] = [];
  const stuckKeys: string[] = [];
  for (const { key, box } of stored) {
    const keyId = bytesToUuid(readKeyId(box));
    // Somebody else has written it anew since it was seen.
    if (!batch.retired.has(keyId)) continue;
    const ref = { table: place.table, column, row: rowOf(key) };
    const changed = await renew(batch, ref, keyId, box);
    if (changed) renewed.push({ key, box: changed });
    else stuckKeys.push(keyId);
  }
  return { renewed, stuckKeys };
}

/** A value's place names its row by the last part of the row's key (see FieldRef). */
function rowOf(key: readonly string[]): string {
  return key.at(-1) ?? "";
}

/** The value under its subject's live key; null when it cannot be read. */
async function renew(
  { tx, shop, live }: Batch,
  ref: FieldRef,
  keyId: string,
  box: Uint8Array,
): Promise<Uint8Array | null> {
  // Under the lock, a retired key is not destroyed, so a cached copy of it is right. A cached live key may have been retired meanwhile.
  const old = await getKeyById(tx, shop, keyId);
  const plaintext = openOrNull(old.key, fieldContext(shop.shopId, ref, keyId), box);
  if (plaintext === null) {
    logger.error({ shopId: shop.shopId, ...ref, keyId }, "a value cannot be encrypted anew; its old key stays");
    return null;
  }
  const next = live.get(old.subject) ?? (await readLiveKey(tx, shop, old.subject));
  live.set(old.subject, next);
  return sealBox(next.key, uuidToBytes(next.id), fieldContext(shop.shopId, ref, next.id), plaintext);
}

function openOrNull(key: Uint8Array, context: string, box: Uint8Array): Uint8Array | null {
  try {
    return openBox(key, context, box);
  } catch {
    return null;
  }
}
