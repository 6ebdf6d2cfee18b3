import type { TenantRef, TenantTx } from "~/db.server";

/**
 * Destroying and rotating keys of one shop wait for each other until the transaction ends, so that a rotation cannot carry a value from a
 * key that is being destroyed to a new one. Take it before any row is locked that the other may want.
 */
export async function lockKeys(tx: TenantTx, { shopId }: TenantRef): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`keys:${shopId}`}, 0))`;
}
