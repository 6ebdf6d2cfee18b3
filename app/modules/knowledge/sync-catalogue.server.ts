import { withTenant } from "~/db.server";
import { refreshShop } from "~/modules/commerce/refresh-shop.server";
import { startCatalogueExport } from "~/modules/commerce/start-catalogue-export.server";
import { enqueue } from "~/modules/jobs/enqueue.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { pollCatalogueJob, syncTextsJob } from "./knowledge-jobs";
import { beginSync, recordingFailure } from "./sync-state.server";

export const POLL_AFTER_S = 10;

/**
 * Begins to read everything that the assistant may cite: the shop's details now, policies and pages by their own job,
 * products by an export that is collected when Shopify has finished it.
 * @throws AppError `shopify_failed`; the state shows it too.
 */
export async function syncCatalogue(shop: ShopContext): Promise<void> {
  const { shopId } = shop;
  await recordingFailure(shop, "catalogue", async () => {
    await refreshShop(shop);
    const operationId = await startCatalogueExport(shop);
    await withTenant(shop, async (tx) => {
      await beginSync(tx, shop, "catalogue", operationId);
      await enqueue(pollCatalogueJob, { shopId, operationId }, { tx, afterS: POLL_AFTER_S });
      await enqueue(syncTextsJob, { shopId }, { tx });
    });
  });
}
