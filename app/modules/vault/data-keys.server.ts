import { randomBytes } from "node:crypto";
import type { TenantRef, TenantTx } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { newId } from "~/lib/new-id";
import { announceKeyChanges, followKeyChanges } from "./key-changes.server";
import { KeyCache, type DataKey } from "./key-cache";
import { WRAPPING_SUBJECT } from "./key-subjects";
import { unwrapKey, wrapKey } from "./wrap-key.server";

const DATA_KEY_BYTES = 32;
const MAX_CACHED_KEYS = 1_000;

/** How long a process can go on with a key that was destroyed or replaced elsewhere, when the announcement of it does not arrive. */
export const MAX_KEY_AGE_MS = 60_000;

// `wrapped` as base64: Prisma 6 cannot read bytes in a raw query through this adapter ("Cannot serialize value of type object as Bytes").
type Row = {
  id: string;
  subject: string;
  wrapped: string | null;
  wrapped_by: string;
  committed: boolean;
  live: boolean;
};

const shared = new KeyCache({ maxEntries: MAX_CACHED_KEYS, maxAgeMs: MAX_KEY_AGE_MS });
let following: Promise<void> | undefined;

/** Keys made in a transaction that has not ended: they must not outlive it when it is rolled back. */
const uncommitted = new WeakMap<TenantTx, KeyCache>();

/**
 * The key that encrypts new values of a subject; made on first use. One query when it is not cached, two to make it, and the same again for
 * the shop's wrapping key.
 * @throws AppError `not_found` for a subject that was erased.
 */
export async function getLiveKey(tx: TenantTx, shop: TenantRef, subject: string): Promise<DataKey> {
  const known = shared.findBySubject(shop.shopId, subject) ?? uncommitted.get(tx)?.findBySubject(shop.shopId, subject);
  return known ?? readLiveKey(tx, shop, subject);
}

/** The key that encrypts new values of a subject, if this process knows it already. */
export function findKnownLiveKey({ shopId }: TenantRef, subject: string): DataKey | undefined {
  return shared.findBySubject(shopId, subject);
}

/** The key of an encrypted value, if this process knows it already. */
export function findKnownKey({ shopId }: TenantRef, id: string): DataKey | undefined {
  return shared.findById(shopId, id);
}

/** As getLiveKey, but by the database alone: for who holds the lock on the shop's keys. */
export async function readLiveKey(tx: TenantTx, shop: TenantRef, subject: string): Promise<DataKey> {
  const generation = await follow();
  const found = await findLiveRow(tx, shop, subject);
  if (found) return unwrapAndKeep(tx, shop, found, generation);
  await createKey(tx, shop, subject);
  const made = await findLiveRow(tx, shop, subject);
  if (!made) throw erased(subject);
  return unwrapAndKeep(tx, shop, made, generation);
}

function erased(subject: string): AppError {
  return new AppError("not_found", {
    message: `no live data key for ${subject}: it was erased`,
    userMessage: "This was erased while it was being worked on. Please begin again.",
  });
}

/** The key of an encrypted value. @throws Error when there is none or it was destroyed. */
export async function getKeyById(tx: TenantTx, shop: TenantRef, id: string): Promise<DataKey> {
  const known = shared.findById(shop.shopId, id) ?? uncommitted.get(tx)?.findById(shop.shopId, id);
  return known ?? readKeyById(tx, shop, id);
}

/** As getKeyById, but by the database alone: for who holds the lock on the shop's keys. */
export async function readKeyById(tx: TenantTx, shop: TenantRef, id: string): Promise<DataKey> {
  const generation = await follow();
  const rows = await tx.$queryRaw<Row[]>`
    SELECT id, subject, encode(wrapped, 'base64') AS wrapped, wrapped_by,
           destroyed_at IS NULL AND retired_at IS NULL AS live,
           xmin::text IS DISTINCT FROM (pg_current_xact_id_if_assigned()::xid)::text AS committed
    FROM data_key WHERE shop_id = ${shop.shopId} AND id = ${id}::uuid`;
  if (!rows[0]) throw new Error(`the data key ${id} does not exist`);
  return unwrapAndKeep(tx, shop, rows[0], generation);
}

/** Forgets the unwrapped keys of subjects, or of the whole shop: here at once, and in every process when the transaction commits. */
export async function forgetKeys(tx: TenantTx, shop: TenantRef, subjects?: readonly string[]): Promise<void> {
  for (const subject of subjects ?? [undefined]) {
    shared.drop(shop.shopId, subject);
    uncommitted.get(tx)?.drop(shop.shopId, subject);
  }
  await announceKeyChanges(tx, shop, subjects);
}

/** Nothing is cached before this process hears of changes. Gives the generation of the cache from before the key is read. */
async function follow(): Promise<number> {
  following ??= followKeyChanges(shared);
  await following;
  return shared.generation;
}

async function findLiveRow(tx: TenantTx, shop: TenantRef, subject: string): Promise<Row | undefined> {
  // A row written by this transaction is the only uncommitted one it can see (PostgreSQL, "Read Committed").
  const rows = await tx.$queryRaw<Row[]>`
    SELECT id, subject, encode(wrapped, 'base64') AS wrapped, wrapped_by, true AS live,
           xmin::text IS DISTINCT FROM (pg_current_xact_id_if_assigned()::xid)::text AS committed
    FROM data_key
    WHERE shop_id = ${shop.shopId} AND subject = ${subject} AND destroyed_at IS NULL AND retired_at IS NULL`;
  return rows[0];
}

/**
 * Does nothing when another transaction was first: the unique index on live keys decides; and nothing for a subject that was erased, so
 * that an answer which was under way at that moment cannot be kept under a new key.
 */
async function createKey(tx: TenantTx, shop: TenantRef, subject: string): Promise<void> {
  const id = newId();
  const wrapping = subject === WRAPPING_SUBJECT ? null : await getLiveKey(tx, shop, WRAPPING_SUBJECT);
  const place = { shopId: shop.shopId, subject, keyId: id };
  const { bytes, masterKeyId } = await wrapKey(randomBytes(DATA_KEY_BYTES), place, wrapping);
  await tx.$executeRaw`
    INSERT INTO data_key (shop_id, id, subject, wrapped, wrapped_by)
    SELECT ${shop.shopId}, ${id}::uuid, ${subject}, ${bytes}, ${masterKeyId}
    WHERE NOT EXISTS (
      SELECT FROM data_key WHERE shop_id = ${shop.shopId} AND subject = ${subject} AND destroyed_at IS NOT NULL)
    ON CONFLICT (shop_id, subject) WHERE destroyed_at IS NULL AND retired_at IS NULL DO NOTHING`;
}

async function unwrapAndKeep(tx: TenantTx, shop: TenantRef, row: Row, generation: number): Promise<DataKey> {
  if (!row.wrapped) throw new Error(`the data key ${row.id} was destroyed`);
  const place = { shopId: shop.shopId, subject: row.subject, keyId: row.id };
  const bytes = Buffer.from(row.wrapped, "base64");
  const key = await unwrapKey(bytes, row.wrapped_by, place, (id) => getKeyById(tx, shop, id));
  const unwrapped = { id: row.id, subject: row.subject, key };
  if (row.committed) shared.keep(shop.shopId, unwrapped, row.live, generation);
  else cacheOf(tx).keep(shop.shopId, unwrapped, row.live);
  return unwrapped;
}

function cacheOf(tx: TenantTx): KeyCache {
  const existing = uncommitted.get(tx);
  if (existing) return existing;
  const made = new KeyCache({ maxEntries: MAX_CACHED_KEYS, maxAgeMs: MAX_KEY_AGE_MS });
  uncommitted.set(tx, made);
  return made;
}
