import type { View } from "./api-call.ts";
import { cancelBulkOperation, runBulkQuery } from "./bulk-run.ts";
import { updateFiles, updateProductMedia } from "./media-update.ts";
import { setMetafields } from "./metafields-set.ts";
import { updateProduct } from "./product-update.ts";
import { registerTranslations, removeTranslations } from "./translations-register.ts";
import { createSubscription, deleteSubscription } from "./webhook-subscriptions.ts";

/** The fields of `Mutation` that the dev store carries out. */
export const mutationRoot: View = {
  productUpdate: updateProduct,
  fileUpdate: updateFiles,
  productUpdateMedia: updateProductMedia,
  translationsRegister: registerTranslations,
  translationsRemove: removeTranslations,
  metafieldsSet: setMetafields,
  webhookSubscriptionCreate: createSubscription,
  webhookSubscriptionDelete: deleteSubscription,
  bulkOperationRunQuery: runBulkQuery,
  bulkOperationCancel: cancelBulkOperation,
};
