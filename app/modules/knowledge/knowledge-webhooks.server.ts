import { z } from "zod";
import { toGid } from "~/modules/commerce/shopify-gid";
import type { Job } from "~/modules/jobs/define-job";
import { enqueue } from "~/modules/jobs/enqueue.server";
import type { WebhookTopic } from "~/modules/tenancy/webhook-topic";
import { collectCatalogueJob, refreshProductJob, removeProductJob } from "./knowledge-jobs";

/** Of a payload only the id is used: the object itself is read from Shopify. */
const ProductPayload = z.object({ id: z.union([z.string(), z.number()]) });
const BulkPayload = z.object({ admin_graphql_api_id: z.string() });

/** The webhooks by which Shopify tells what changed in the catalogue. */
export const knowledgeWebhooks: WebhookTopic[] = [
  productTopic("PRODUCTS_CREATE", refreshProductJob),
  productTopic("PRODUCTS_UPDATE", refreshProductJob),
  productTopic("PRODUCTS_DELETE", removeProductJob),
  {
    topic: "BULK_OPERATIONS_FINISH",
    accept: async ({ shopId }, payload) => {
      const operationId = toGid("BulkOperation", BulkPayload.parse(payload).admin_graphql_api_id);
      await enqueue(collectCatalogueJob, { shopId, operationId });
    },
  },
];

function productTopic(topic: string, job: Job<{ shopId: string; productId: string }>): WebhookTopic {
  return {
    topic,
    accept: async ({ shopId }, payload) => {
      await enqueue(job, { shopId, productId: toGid("Product", ProductPayload.parse(payload).id) });
    },
  };
}
