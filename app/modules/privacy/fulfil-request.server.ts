import { withTenant, type TenantTx } from "~/db.server";
import { logger } from "~/logger.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { exportCustomerData } from "./export-customer-data.server";
import { PRIVACY_TOPICS, type PrivacyTopic } from "./privacy-request";
import type { Counts, PersonalDataHolder } from "./privacy-types";
import { redactCustomer } from "./redact-customer.server";
import { redactShop } from "./redact-shop.server";

type OpenRequest = {
  readonly id: string;
  readonly topic: PrivacyTopic;
  readonly customerHash: Uint8Array<ArrayBuffer> | null;
};

/** Does what one privacy request asks, once: a request that is done, or gone with its shop, is left alone. */
export async function fulfilRequest(
  shop: ShopContext,
  requestId: string,
  holders: readonly PersonalDataHolder[],
): Promise<void> {
  const done = await withTenant(shop, async (tx) => {
    const request = await lockOpenRequest(tx, shop, requestId);
    if (!request) return null;
    const result = await fulfil(tx, shop, request, holders);
    // After shop/redact there is no row left; the tombstone in the audit log has the counts.
    await tx.privacyRequest.updateMany({
      where: { shopId: shop.shopId, id: requestId },
      data: { state: "done", finishedAt: new Date(), result },
    });
    return { topic: request.topic, result };
  });
  if (done) logger.info({ shopId: shop.shopId, requestId, ...done }, "a privacy request is done");
}

async function fulfil(
  tx: TenantTx,
  shop: ShopContext,
  { id, topic, customerHash }: OpenRequest,
  holders: readonly PersonalDataHolder[],
): Promise<Counts> {
  if (topic === "SHOP_REDACT") return redactShop(tx, shop);
  if (!customerHash) throw new Error(`the request ${id} names no customer`);
  if (topic === "CUSTOMERS_REDACT") return redactCustomer(tx, shop, customerHash, holders);
  return exportCustomerData(tx, shop, { id, customerHash }, holders);
}

/** Two workers with the same request: the second one waits, and then finds it done. */
async function lockOpenRequest(tx: TenantTx, { shopId }: ShopContext, id: string): Promise<OpenRequest | null> {
  await tx.$executeRaw`SELECT FROM privacy_request WHERE shop_id = ${shopId} AND id = ${id}::uuid FOR UPDATE`;
  const row = await tx.privacyRequest.findFirst({ where: { shopId, id, state: "received" } });
  const topic = PRIVACY_TOPICS.find((known) => known === row?.topic);
  if (!row || !topic) return null;
  return { id, topic, customerHash: row.customerHash ? new Uint8Array(row.customerHash) : null };
}
