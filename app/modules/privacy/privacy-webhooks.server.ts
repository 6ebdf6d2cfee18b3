import { z } from "zod";
import { withTenant } from "~/db.server";
import { newId } from "~/lib/new-id";
import { appendEvent } from "~/modules/audit/append-event.server";
import { enqueue } from "~/modules/jobs/enqueue.server";
import { customerHash } from "~/modules/tenancy/customer-hash.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { WebhookTopic } from "~/modules/tenancy/webhook-topic";
import { DUE_DAYS, PRIVACY_TOPICS, privacyJob, type PrivacyTopic } from "./privacy-request";

const DAY_MS = 86_400_000;
/** The webhook's own receipt is written after this; an erasure of the shop must find it. */
const AFTER_RECEIPT_S = 5;

/** Only the customer's number is read: e-mail and phone in the payload are never kept. */
const CustomerPayload = z.object({ customer: z.object({ id: z.union([z.number().int(), z.string()]) }) });

/** The three compliance webhooks that every app must answer. */
export const privacyWebhooks: WebhookTopic[] = PRIVACY_TOPICS.map((topic) => ({
  topic,
  accept: (shop, payload) => receiveRequest(shop, topic, payload),
}));

async function receiveRequest(shop: ShopContext, topic: PrivacyTopic, payload: unknown): Promise<void> {
  const customerId = topic === "SHOP_REDACT" ? null : String(CustomerPayload.parse(payload).customer.id);
  await withTenant(shop, async (tx) => {
    const request = {
      shopId: shop.shopId,
      id: newId(),
      topic,
      customerHash: customerId === null ? null : await customerHash(tx, shop, customerId),
      dueAt: new Date(Date.now() + DUE_DAYS * DAY_MS),
    };
    await tx.privacyRequest.create({ data: request });
    await appendEvent(tx, shop, { type: "privacy_request.received", payload: { request: request.id, topic } });
    await enqueue(privacyJob, { shopId: shop.shopId, requestId: request.id }, { tx, afterS: AFTER_RECEIPT_S });
  });
}
