import type { TenantRef, TenantTx } from "~/db.server";
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

/** Takes requests' exports away for good: their keys, then their rows. @returns how many of them had one */
export async function dropExports(tx: TenantTx, shop: TenantRef, requestIds: readonly string[]): Promise<number> {
  const { shopId } = shop;
  const ids = [...requestIds];
  await destroySubjects(tx, shop, ids.map(exportSubject));
  await tx.privacyExport.deleteMany({ where: { shopId, requestId: { in: ids } } });
  const { count } = await tx.privacyRequest.updateMany({
    where: { shopId, id: { in: ids }, exportExpiresAt: { not: null } },
    data: { exportExpiresAt: null },
  });
  return count;
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
export async function expireExports(tx: TenantTx, shop: TenantRef, before: Date): Promise<number> {
  const rows = await tx.privacyRequest.findMany({
    where: expired(shop, before),
    orderBy: { finishedAt: "asc" },
    take: CHUNK_EXPORTS,
    select: { id: true },
  });
  return dropExports(
    tx,
    shop,
    rows.map(({ id }) => id),
  );
}

const oldRequests = ({ shopId }: TenantRef, before: Date) => ({ shopId, state: "done", finishedAt: { lt: before } });

/** How many requests were done before a time, counted up to `most`. */
export function countOldRequests(tx: TenantTx, shop: TenantRef, { before, most }: Count): Promise<number> {
  return tx.privacyRequest.count({ where: oldRequests(shop, before), take: most });
}

/** Deletes the oldest of those requests, and reports of retention of that age. @returns how many requests went */
export async function expireRequests(tx: TenantTx, shop: TenantRef, before: Date): Promise<number> {
  const { shopId } = shop;
  const rows = await tx.privacyRequest.findMany({
    where: oldRequests(shop, before),
    orderBy: { finishedAt: "asc" },
    take: CHUNK_REQUESTS,
    select: { id: true, exportExpiresAt: true },
  });
  const withExport = rows.filter(({ exportExpiresAt }) => exportExpiresAt !== null);
  await dropExports(
    tx,
    shop,
    withExport.map(({ id }) => id),
  );
  await tx.retentionRun.deleteMany({ where: { shopId, state: "done", finishedAt: { lt: before } } });
  return (await tx.privacyRequest.deleteMany({ where: { shopId, id: { in: rows.map(({ id }) => id) } } })).count;
}
