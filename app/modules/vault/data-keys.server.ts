import { randomBytes } from "node:crypto";
import type { TenantRef, TenantTx } from "~/db.server";
import { newId } from "~/lib/new-id";
import { dataKeyContext } from "./field-context";
import { KeyCache, type DataKey } from "./key-cache";
import { vaultProvider } from "./vault-provider.server";

/** The subject of what belongs to the shop itself. */
export const SHOP_SUBJECT = "shop";

const DATA_KEY_BYTES = 32;
const MAX_CACHED_KEYS = 1_000;
const MAX_CACHE_AGE_MS = 5 * 60_000;

// `wrapped` as base64: Prisma 6 cannot read bytes in a raw query through this adapter ("Cannot serialize value of type object as Bytes").
type Row = {
  id: string;
  subject: string;
  wrapped: string | null;
  wrapped_by: string;
  committed: boolean;
  live: boolean;
};

/** Also bounds how long another process can go on reading with a destroyed key. */
const shared = new KeyCache({ maxEntries: MAX_CACHED_KEYS, maxAgeMs: MAX_CACHE_AGE_MS });

/** Keys made in a transaction that has not ended: they must not outlive it when it is rolled back. */
const uncommitted = new WeakMap<TenantTx, KeyCache>();

/** The key that encrypts new values of a subject; made on first use. One query when it is not cached, two to make it. */
export async function getLiveKey(tx: TenantTx, shop: TenantRef, subject: string): Promise<DataKey> {
  const known = shared.findBySubject(shop.shopId, subject) ?? uncommitted.get(tx)?.findBySubject(shop.shopId, subject);
  if (known) return known;
  const found = await findLiveRow(tx, shop, subject);
  if (found) return unwrapAndKeep(tx, shop, found);
  await createKey(tx, shop, subject);
  const made = await findLiveRow(tx, shop, subject);
  if (!made) throw new Error(`no live data key for ${subject}`);
  return unwrapAndKeep(tx, shop, made);
}

/** The key of an encrypted value. @throws Error when there is none or it was destroyed. */
export async function getKeyById(tx: TenantTx, shop: TenantRef, id: string): Promise<DataKey> {
  const known = shared.findById(shop.shopId, id) ?? uncommitted.get(tx)?.findById(shop.shopId, id);
  if (known) return known;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT id, subject, encode(wrapped, 'base64') AS wrapped, wrapped_by, destroyed_at IS NULL AS live,
           xmin::text IS DISTINCT FROM (pg_current_xact_id_if_assigned()::xid)::text AS committed
    FROM data_key WHERE shop_id = ${shop.shopId} AND id = ${id}::uuid`;
  if (!rows[0]) throw new Error(`the data key ${id} does not exist`);
  return unwrapAndKeep(tx, shop, rows[0]);
}

/** Forgets the unwrapped keys of a subject, or of the whole shop, in this process. */
export function forgetKeys(tx: TenantTx, shop: TenantRef, subject?: string): void {
  shared.drop(shop.shopId, subject);
  uncommitted.get(tx)?.drop(shop.shopId, subject);
}

async function findLiveRow(tx: TenantTx, shop: TenantRef, subject: string): Promise<Row | undefined> {
  // A row written by this transaction is the only uncommitted one it can see (PostgreSQL, "Read Committed").
  const rows = await tx.$queryRaw<Row[]>`
    SELECT id, subject, encode(wrapped, 'base64') AS wrapped, wrapped_by, true AS live,
           xmin::text IS DISTINCT FROM (pg_current_xact_id_if_assigned()::xid)::text AS committed
    FROM data_key WHERE shop_id = ${shop.shopId} AND subject = ${subject} AND destroyed_at IS NULL`;
  return rows[0];
}

/** Does nothing when another transaction was first: the unique index on live keys decides. */
async function createKey(tx: TenantTx, shop: TenantRef, subject: string): Promise<void> {
  const id = newId();
  const provider = vaultProvider();
  const wrapped = await provider.wrap(randomBytes(DATA_KEY_BYTES), dataKeyContext(shop.shopId, subject, id));
  await tx.$executeRaw`
    INSERT INTO data_key (shop_id, id, subject, wrapped, wrapped_by)
    VALUES (${shop.shopId}, ${id}::uuid, ${subject}, ${wrapped}, ${provider.masterKeyId})
    ON CONFLICT (shop_id, subject) WHERE destroyed_at IS NULL DO NOTHING`;
}

async function unwrapAndKeep(tx: TenantTx, shop: TenantRef, row: Row): Promise<DataKey> {
  if (!row.wrapped) throw new Error(`the data key ${row.id} was destroyed`);
  const key = await vaultProvider().unwrap(
    Buffer.from(row.wrapped, "base64"),
    row.wrapped_by,
    dataKeyContext(shop.shopId, row.subject, row.id),
  );
  const unwrapped = { id: row.id, subject: row.subject, key };
  const cache = row.committed ? shared : cacheOf(tx);
  cache.keep(shop.shopId, unwrapped, row.live);
  return unwrapped;
}

function cacheOf(tx: TenantTx): KeyCache {
  const existing = uncommitted.get(tx);
  if (existing) return existing;
  const made = new KeyCache({ maxEntries: MAX_CACHED_KEYS, maxAgeMs: MAX_CACHE_AGE_MS });
  uncommitted.set(tx, made);
  return made;
}
