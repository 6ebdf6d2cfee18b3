import type { TenantRef, TenantTx } from "~/db.server";
import { appendEvent, type ActingTenant } from "~/modules/audit/append-event.server";
import { destroySubjects } from "~/modules/vault/destroy-subject.server";
import { readRetentionDays } from "./read-retention-days.server";
import { exportSubject } from "./privacy-request";

const DAY_MS = 86_400_000;
const CHUNK_EXPORTS = 20;
const CHUNK_REQUESTS = 1_000;

type Count = { readonly before: Date; readonly most: number };

/** Until when an export that is made now can be fetched. */
export async function expiryTimeOf(tx: TenantTx, shop: TenantRef, madeAt: Date): Promise<Date> {
  const { exports } = await readRetentionDays(tx, shop);
  return new Date(madeAt.getTime() + exports * DAY_MS);
}

type Dropped = {
  /** How many of the requests had an export to fetch. */
  readonly exports: number;
  /** How many keys were destroyed; noteDestroyedKeys tells the audit log, last in the transaction. */
  readonly keys: number;
};

/** Takes requests' exports away for good: their keys, then their rows. */
export async function dropExports(tx: TenantTx, shop: TenantRef, requestIds: readonly string[]): Promise<Dropped> {
  const { shopId } = shop;
  const ids = [...requestIds];
  const keys = await destroySubjects(tx, shop, ids.map(exportSubject));
  await tx.privacyExport.deleteMany({ where: { shopId, requestId: { in: ids } } });
  const { count } = await tx.privacyRequest.updateMany({
    where: { shopId, id: { in: ids }, exportExpiresAt: { not: null } },
    data: { exportExpiresAt: null },
  });
  return { exports: count, keys };
}

/** Tells the audit log that keys of exports were destroyed; nothing when there were none. */
export async function noteDestroyedKeys(tx: TenantTx, shop: ActingTenant, { keys }: Dropped): Promise<void> {
  if (keys > 0) await appendEvent(tx, shop, { type: "subject_keys.destroyed", payload: { count: keys } });
}

/** An export whose own time is over, or that is older than exports are kept by now. */
const expired = ({ shopId }: TenantRef, before: Date) => ({
  shopId,
  exportExpiresAt: { not: null },
  OR: [{ exportExpiresAt: { lt: new Date() } }, { finishedAt: { lt: before } }],
});

/** How many exports are too old, counted up to `most`. */
export function countExpiredExports(tx: TenantTx, shop: TenantRef, { before, most }: Count): Promise<number> {
  return tx.privacyRequest.count({ where: expired(shop, before), take: most });
}

/** Drops the oldest of those exports. @returns how many went; 0 when there are none left */
export async function expireExports(tx: TenantTx, shop: ActingTenant, before: Date): Promise<number> {
  const rows = await tx.privacyRequest.findMany({
    where: expired(shop, before),
    orderBy: { finishedAt: "asc" },
    take: CHUNK_EXPORTS,
    select: { id: true },
  });
  const dropped = await dropExports(
    tx,
    shop,
    rows.map(({ id }) => id),
  );
  await noteDestroyedKeys(tx, shop, dropped);
  return dropped.exports;
}

const oldRequests = ({ shopId }: TenantRef, before: Date) => ({ shopId, state: "done", finishedAt: { lt: before } });

/** How many requests were done before a time, counted up to `most`. */
export function countOldRequests(tx: TenantTx, shop: TenantRef, { before, most }: Count): Promise<number> {
  return tx.privacyRequest.count({ where: oldRequests(shop, before), take: most });
}

/** Deletes the oldest of those requests, and reports of retention of that age. @returns how many requests went */
export async function expireRequests(tx: TenantTx, shop: ActingTenant, before: Date): Promise<number> {
  const { shopId } = shop;
  const rows = await tx.privacyRequest.findMany({
    where: oldRequests(shop, before),
    orderBy: { finishedAt: "asc" },
    take: CHUNK_REQUESTS,
    select: { id: true, exportExpiresAt: true },
  });
  const withExport = rows.filter(({ exportExpiresAt }) => exportExpiresAt !== null);
  const dropped = await dropExports(
    tx,
    shop,
    withExport.map(({ id }) => id),
  );
  await tx.retentionRun.deleteMany({ where: { shopId, state: "done", finishedAt: { lt: before } } });
  const { count } = await tx.privacyRequest.deleteMany({ where: { shopId, id: { in: rows.map(({ id }) => id) } } });
  await noteDestroyedKeys(tx, shop, dropped);
  return count;
}
