import { withTenant } from "~/db.server";
import { enqueue } from "~/modules/jobs/enqueue.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { syncCatalogueJob } from "./knowledge-jobs";
import { beginSync, findSync } from "./sync-state.server";

/** A synchronisation that has not ended by then is given up on, so that it does not block the next one. */
const MAX_RUNNING_MS = 30 * 60_000;

/** Has products, policies and pages read anew by the worker; nothing happens while that is under way. */
export async function requestCatalogueSync(shop: ShopContext): Promise<void> {
  await withTenant(shop, async (tx) => {
    const sync = await findSync(tx, shop, "catalogue");
    const age = Date.now() - (sync?.startedAt?.getTime() ?? 0);
    if (sync?.state === "running" && age < MAX_RUNNING_MS) return;
    await beginSync(tx, shop, "catalogue", null);
    await enqueue(syncCatalogueJob, { shopId: shop.shopId }, { tx });
  });
}
