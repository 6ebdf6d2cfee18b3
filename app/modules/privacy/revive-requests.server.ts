import { withTenant } from "~/db.server";
import { enqueue } from "~/modules/jobs/enqueue.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { privacyJob } from "./privacy-request";

/** The queue has given up by then, or has lost the job. */
const MAX_SILENT_MS = 12 * 3_600_000;

/**
 * Gives requests that nobody has tried for long a new job: none is forgotten because its tries failed.
 * @returns whether the shop has any rows, which it has not after its erasure
 */
export async function reviveRequests(shop: ShopContext): Promise<boolean> {
  const { shopId } = shop;
  const silentSince = new Date(Date.now() - MAX_SILENT_MS);
  return withTenant(shop, async (tx) => {
    const isThere = await tx.shop.count({ where: { shopId } });
    const requests = await tx.privacyRequest.findMany({
      where: {
        shopId,
        state: "received",
        receivedAt: { lt: silentSince },
        OR: [{ lastAttemptAt: null }, { lastAttemptAt: { lt: silentSince } }],
      },
      select: { id: true },
    });
    for (const { id } of requests) await enqueue(privacyJob, { shopId, requestId: id }, { tx });
    return isThere > 0;
  });
}
