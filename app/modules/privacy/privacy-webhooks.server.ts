import { z } from "zod";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { WebhookTopic } from "~/modules/tenancy/webhook-topic";
import { COMPLIANCE_TOPICS, type PrivacyTopic } from "./privacy-request";
import { receiveRequest } from "./receive-request.server";

/** The webhook's own receipt is written after this; an erasure of the shop must find it. */
const AFTER_RECEIPT_S = 5;

const Id = z.union([z.number().int(), z.string().max(100)]).transform(String);

/**
 * Only numbers are read: e-mail and phone in the payload are never kept, nor the orders, since nothing is kept under an order.
 * The form is Shopify's (shopify.dev/docs/apps/build/compliance/privacy-law-compliance); a person may be named by e-mail only.
 */
const CustomerPayload = z.object({
  customer: z
    .object({ id: Id.nullish(), email: z.string().nullish(), phone: z.string().nullish() })
    .refine(({ id, email, phone }) => Boolean(id ?? email ?? phone), "names nobody"),
  data_request: z.object({ id: Id }).nullish(),
});

/** The three compliance webhooks that every app must answer. */
export const privacyWebhooks: WebhookTopic[] = COMPLIANCE_TOPICS.map((topic) => ({
  topic,
  accept: (shop, payload) => receive(shop, topic, payload),
}));

async function receive(shop: ShopContext, topic: PrivacyTopic, payload: unknown): Promise<void> {
  const about = topic === "SHOP_REDACT" ? null : CustomerPayload.parse(payload);
  await receiveRequest(shop, {
    topic,
    origin: "shopify",
    customerId: about?.customer.id ?? null,
    shopifyId: about?.data_request?.id ?? null,
    afterS: AFTER_RECEIPT_S,
  });
}
