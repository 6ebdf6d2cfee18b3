import { z } from "zod";
import { defineJob } from "~/modules/jobs/define-job";

const OfShop = z.object({ shopId: z.string() });
const OfProduct = OfShop.extend({ productId: z.string() });
const OfExport = OfShop.extend({ operationId: z.string() });

const MINUTE_S = 60;
const RETRY_LIMIT = 5;

/** Asks Shopify to export the catalogue; the rest follows by collectCatalogueJob or pollCatalogueJob. */
export const syncCatalogueJob = defineJob({
  name: "knowledge-sync-catalogue",
  schema: OfShop,
  retryLimit: RETRY_LIMIT,
  expireInSeconds: 2 * MINUTE_S,
  singletonKey: ({ shopId }) => shopId,
});

/** Shopify said that an export is finished. */
export const collectCatalogueJob = defineJob({
  name: "knowledge-collect-catalogue",
  schema: OfExport,
  retryLimit: RETRY_LIMIT,
  expireInSeconds: 60 * MINUTE_S,
});

/** Looks whether an export is finished, in case the message about it gets lost. */
export const pollCatalogueJob = defineJob({
  name: "knowledge-poll-catalogue",
  schema: OfExport,
  retryLimit: RETRY_LIMIT,
  expireInSeconds: 60 * MINUTE_S,
});

/** Reads policies and pages anew. */
export const syncTextsJob = defineJob({
  name: "knowledge-sync-texts",
  schema: OfShop,
  retryLimit: RETRY_LIMIT,
  expireInSeconds: 5 * MINUTE_S,
  singletonKey: ({ shopId }) => shopId,
});

/** A product was made or changed. */
export const refreshProductJob = defineJob({
  name: "knowledge-refresh-product",
  schema: OfProduct,
  retryLimit: RETRY_LIMIT,
  expireInSeconds: 2 * MINUTE_S,
  singletonKey: ({ shopId, productId }) => `${shopId} ${productId}`,
});

/** A product was deleted. */
export const removeProductJob = defineJob({
  name: "knowledge-remove-product",
  schema: OfProduct,
  retryLimit: RETRY_LIMIT,
  expireInSeconds: 2 * MINUTE_S,
});
