import { withTenant } from "~/db.server";
import { logger } from "~/logger.server";
import { systemShop } from "./system-shop.server";
import type { WebhookTopic } from "./webhook-topic";

/** A webhook whose signature was checked. */
export type Webhook = {
  readonly shop: string;
  readonly topic: string;
  readonly webhookId: string;
  readonly payload: unknown;
};

/**
 * Gives a webhook to the room that wants its topic, once per webhook id, whatever is delivered twice.
 * The receipt is written only if the room took it: after a failure or a crash Shopify's next delivery counts again.
 * @throws what the room throws
 */
export async function acceptWebhook(
  topics: readonly WebhookTopic[],
  webhook: Webhook,
): Promise<"accepted" | "duplicate" | "unknown_topic"> {
  const { topic, webhookId, payload } = webhook;
  const shop = systemShop(webhook.shop, "webhook");
  const wanted = topics.find((candidate) => candidate.topic === topic);
  if (!wanted) {
    logger.warn({ shopId: shop.shopId, topic }, "nobody wants this webhook");
    return "unknown_topic";
  }
  return withTenant(shop, async (tx) => {
    // A second delivery at the same time waits here for the first one's end.
    const { count } = await tx.webhookReceipt.createMany({
      data: [{ shopId: shop.shopId, webhookId, topic }],
      skipDuplicates: true,
    });
    if (count === 0) return "duplicate";
    await wanted.accept(shop, payload, webhookId);
    return "accepted";
  });
}
