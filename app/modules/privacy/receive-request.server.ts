import { withTenant, type TenantTx } from "~/db.server";
import { newId } from "~/lib/new-id";
import { appendEvent } from "~/modules/audit/append-event.server";
import { enqueue } from "~/modules/jobs/enqueue.server";
import { customerHash } from "~/modules/tenancy/customer-hash.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { customerKey } from "~/modules/tenancy/visitor-key.server";
import { dueDate, privacyJob, type PrivacyTopic } from "./privacy-request";

export type NewRequest = {
  readonly topic: PrivacyTopic;
  readonly origin: "shopify" | "staff";
  /** The customer's number in Shopify; null for a shop, and for a person whom Shopify names by e-mail only. */
  readonly customerId: string | null;
  readonly shopifyId: string | null;
  /** Seconds until the work begins. */
  readonly afterS: number;
};

/**
 * Writes a request down and has the worker fulfil it. The customer's number itself is not kept.
 * @returns the request's id
 */
export async function receiveRequest(shop: ShopContext, request: NewRequest): Promise<string> {
  const { topic, origin, customerId, shopifyId, afterS } = request;
  const { shopId } = shop;
  const id = newId();
  const receivedAt = new Date();
  await withTenant(shop, async (tx) => {
    const hash = customerId === null ? null : await customerHash(tx, shop, customerId);
    const times = { receivedAt, dueAt: dueDate(receivedAt) };
    await tx.privacyRequest.create({ data: { shopId, id, topic, origin, shopifyId, customerHash: hash, ...times } });
    if (topic === "CUSTOMERS_REDACT" && customerId !== null) await eraseCounter(tx, shop, customerId);
    await appendEvent(tx, shop, { type: "privacy_request.received", payload: { request: id, topic, origin } });
    await enqueue(privacyJob, { shopId, requestId: id }, { tx, afterS });
  });
  return id;
}

/** What counts the customer's use of today goes here, where their number is still known: only a hash of it is kept. */
async function eraseCounter(tx: TenantTx, { shopId }: ShopContext, customerId: string): Promise<void> {
  await tx.budgetScope.deleteMany({ where: { shopId, scope: `customer:${customerKey(shopId, customerId)}` } });
}
