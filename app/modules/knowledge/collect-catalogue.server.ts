import { withTenant } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { findCatalogueExport } from "~/modules/commerce/find-catalogue-export.server";
import { readCatalogueExport } from "~/modules/commerce/read-catalogue-export.server";
import { removeUnseenProducts } from "~/modules/commerce/remove-product.server";
import { saveProducts } from "~/modules/commerce/save-products.server";
import { enqueue } from "~/modules/jobs/enqueue.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { indexProducts } from "./index-products.server";
import { pollCatalogueJob } from "./knowledge-jobs";
import { POLL_AFTER_S } from "./sync-catalogue.server";
import { failSync, findSync, finishSync, recordingFailure } from "./sync-state.server";
import { takeTurn } from "./write-passages.server";

const MAX_EXPORT_MS = 2 * 60 * 60_000;

/**
 * Reads an export into mirror and index when Shopify has finished it; otherwise looks again later. Nothing happens for
 * an export that is not the one we wait for, or that is collected already. Doing it twice does no harm.
 * @throws AppError `shopify_failed`; the state shows it too.
 */
export async function collectCatalogue(shop: ShopContext, operationId: string, signal: AbortSignal): Promise<void> {
  const sync = await withTenant(shop, (tx) => findSync(tx, shop, "catalogue"));
  if (sync?.cursor !== operationId || sync.state === "done" || !sync.startedAt) return;
  const { startedAt } = sync;
  await recordingFailure(shop, "catalogue", async () => {
    const found = await findCatalogueExport(shop, operationId);
    if (found?.state === "running" && Date.now() - startedAt.getTime() < MAX_EXPORT_MS) {
      await enqueue(pollCatalogueJob, { shopId: shop.shopId, operationId }, { afterS: POLL_AFTER_S });
    } else if (found?.state === "done") {
      await importExport(shop, { url: found.url, startedAt }, signal);
    } else {
      await withTenant(shop, (tx) =>
        failSync(
          tx,
          shop,
          "catalogue",
          exportFailed(found?.state === "failed" ? found.reason : "no answer").userMessage,
        ),
      );
    }
  });
}

async function importExport(
  shop: ShopContext,
  source: { url: string | null; startedAt: Date },
  signal: AbortSignal,
): Promise<void> {
  let products = 0;
  let changed = 0;
  for await (const batch of source.url === null ? [] : readCatalogueExport(shop, source.url, signal)) {
    await withTenant(shop, (tx) =>
      saveProducts(
        tx,
        shop,
        batch.map((entry) => entry.product),
      ),
    );
    changed += await indexProducts(shop, batch);
    products += batch.length;
  }
  await withTenant(shop, async (tx) => {
    await takeTurn(tx, shop);
    const removed = await removeUnseenProducts(tx, shop, source.startedAt);
    await removeOrphans(tx, shop);
    await finishSync(tx, shop, "catalogue", { products, changed, removed });
  });
}

/** Passages of products that are no longer in the mirror. */
async function removeOrphans(tx: Parameters<typeof finishSync>[0], { shopId }: ShopContext): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM knowledge_passage AS passage WHERE shop_id = ${shopId} AND kind = 'product'
      AND NOT EXISTS (SELECT FROM product WHERE product.shop_id = passage.shop_id AND product.id = passage.source_id)`;
}

function exportFailed(reason: string): AppError {
  return new AppError("shopify_failed", {
    message: `the export failed: ${reason}`,
    userMessage: `Shopify could not export the catalogue (${reason}). Synchronise again; if this stays, look at Shopify's status page.`,
  });
}
