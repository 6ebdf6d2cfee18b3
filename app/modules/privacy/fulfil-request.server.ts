import { withTenant, type TenantTx } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { logger } from "~/logger.server";
import { appendProof } from "~/modules/audit/append-proof.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { expiryTimeOf } from "./expire-exports.server";
import { exportCustomerData } from "./export-customer-data.server";
import { lockOpenRequest, type OpenRequest } from "./lock-open-request.server";
import type { Counts, PersonalDataHolder } from "./privacy-types";
import { redactConversation, redactCustomer } from "./redact-people.server";
import { redactShop } from "./redact-shop.server";

const UNKNOWN_PROBLEM = "It stopped for an unknown reason; the app’s log says more.";

/** Does what one privacy request asks, once: a request that is done, or gone with its shop, is left alone. */
export async function fulfilRequest(
  shop: ShopContext,
  requestId: string,
  holders: readonly PersonalDataHolder[],
): Promise<void> {
  const request = await beginAttempt(shop, requestId);
  if (!request) return;
  try {
    const result = await fulfil(shop, request, holders);
    if (result)
      logger.info({ shopId: shop.shopId, requestId, topic: request.topic, result }, "a privacy request is done");
  } catch (error) {
    await noteFailure(shop, requestId, error);
    throw error;
  }
}

/** Counted in a transaction of its own: a try that fails, or whose worker is killed, has been one. */
function beginAttempt(shop: ShopContext, requestId: string): Promise<OpenRequest | null> {
  return withTenant(shop, async (tx) => {
    const request = await lockOpenRequest(tx, shop, requestId);
    if (!request) return null;
    await tx.privacyRequest.updateMany({
      where: { shopId: shop.shopId, id: requestId },
      data: { attempts: { increment: 1 }, lastAttemptAt: new Date() },
    });
    return request;
  });
}

async function fulfil(
  shop: ShopContext,
  { id, topic, customerHash, conversationId }: OpenRequest,
  holders: readonly PersonalDataHolder[],
): Promise<Counts | null> {
  if (topic === "SHOP_REDACT") return redactShop(shop, id);
  if (conversationId !== null)
    return close(shop, id, (tx) => redactConversation(tx, shop, conversationId, holders), "conversation.erased");
  // Shopify names some people by e-mail only; nothing is kept under an address, so there is nothing to find.
  if (customerHash === null) return close(shop, id, () => Promise.resolve({ found: 0 }));
  if (topic === "CUSTOMERS_REDACT")
    return close(shop, id, (tx) => redactCustomer(tx, shop, customerHash, holders), "customer.redacted");
  const counts = await exportCustomerData(shop, { id, customerHash }, holders);
  return counts && close(shop, id, () => Promise.resolve(counts), "customer.exported");
}

/** The last transaction of a request: what is left to do, the tombstone, and where to find it. Null when somebody else was first. */
function close(
  shop: ShopContext,
  id: string,
  work: (tx: TenantTx) => Promise<Counts>,
  type = "privacy_request.answered",
): Promise<Counts | null> {
  return withTenant(shop, async (tx) => {
    if (!(await lockOpenRequest(tx, shop, id))) return null;
    // Before anything is appended to the audit chain: whoever waits for the chain may hold one of these rows.
    const result = await work(tx);
    const finishedAt = new Date();
    const exportExpiresAt = type === "customer.exported" ? await expiryTimeOf(tx, shop, finishedAt) : null;
    const { seq, hash } = await appendProof(tx, shop, { type, payload: { request: id, counts: result } });
    const proof = { eventSeq: seq, eventHash: hash };
    await tx.privacyRequest.updateMany({
      where: { shopId: shop.shopId, id },
      data: { state: "done", finishedAt, result, lastError: null, exportExpiresAt, ...proof },
    });
    return result;
  });
}

/** Shows staff why a request is not done. It is still open: the queue tries again. */
async function noteFailure({ shopId }: ShopContext, id: string, error: unknown): Promise<void> {
  const lastError = error instanceof AppError ? error.userMessage : UNKNOWN_PROBLEM;
  await withTenant({ shopId }, (tx) =>
    tx.privacyRequest.updateMany({ where: { shopId, id }, data: { lastError } }),
  ).catch((err: unknown) =>
    logger.warn({ shopId, requestId: id, err }, "the failure of a privacy request could not be noted"),
  );
}
