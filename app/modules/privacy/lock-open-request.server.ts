import type { TenantTx } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { PRIVACY_TOPICS, type PrivacyTopic } from "./privacy-request";

/** A request that is still to be fulfilled. */
export type OpenRequest = {
  readonly id: string;
  readonly topic: PrivacyTopic;
  readonly customerHash: Uint8Array<ArrayBuffer> | null;
  readonly conversationId: string | null;
};

/** Two workers with the same request: the second one waits, and then finds it done (null). */
export async function lockOpenRequest(tx: TenantTx, { shopId }: ShopContext, id: string): Promise<OpenRequest | null> {
  await tx.$executeRaw`SELECT FROM privacy_request WHERE shop_id = ${shopId} AND id = ${id}::uuid FOR UPDATE`;
  const row = await tx.privacyRequest.findFirst({ where: { shopId, id, state: "received" } });
  const topic = PRIVACY_TOPICS.find((known) => known === row?.topic);
  if (!row || !topic) return null;
  const { customerHash, conversationId } = row;
  return { id, topic, customerHash: customerHash ? new Uint8Array(customerHash) : null, conversationId };
}
