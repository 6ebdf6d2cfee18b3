import type { TenantTx } from "~/db.server";

/** Takes a shop's jobs out of the queue, those that are done included; the one that is running stays and ends by itself. */
export async function forgetJobs(tx: TenantTx, shopId: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM pgboss.job WHERE data->>'shopId' = ${shopId} AND state <> 'active'`;
}
