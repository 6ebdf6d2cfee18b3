import { handle, type JobHandler } from "~/modules/jobs/define-job";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { collectCatalogue } from "./collect-catalogue.server";
import {
  collectCatalogueJob,
  pollCatalogueJob,
  refreshProductJob,
  removeProductJob,
  syncCatalogueJob,
  syncTextsJob,
} from "./knowledge-jobs";
import { syncCatalogue } from "./sync-catalogue.server";
import { syncTexts } from "./sync-texts.server";
import { forgetProduct, updateProduct } from "./update-product.server";

const shopOf = ({ shopId }: { shopId: string }) => systemShop(shopId, "knowledge");

/** The background work that keeps mirror and index as the shop is. Each can be repeated without harm. */
export const knowledgeHandlers: JobHandler[] = [
  handle(syncCatalogueJob, (payload) => syncCatalogue(shopOf(payload))),
  handle(collectCatalogueJob, (payload, signal) => collectCatalogue(shopOf(payload), payload.operationId, signal)),
  handle(pollCatalogueJob, (payload, signal) => collectCatalogue(shopOf(payload), payload.operationId, signal)),
  handle(syncTextsJob, (payload) => syncTexts(shopOf(payload))),
  handle(refreshProductJob, (payload) => updateProduct(shopOf(payload), payload.productId)),
  handle(removeProductJob, (payload) => forgetProduct(shopOf(payload), payload.productId)),
];
