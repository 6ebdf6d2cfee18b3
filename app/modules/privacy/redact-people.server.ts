import type { TenantTx } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { dropExports, noteDestroyedKeys } from "./expire-exports.server";
import { exportPartName } from "./export-customer-data.server";
import type { Counts, PersonalDataHolder } from "./privacy-types";

type CustomerHash = Uint8Array<ArrayBuffer>;

/**
 * Erases everything about one customer in the caller's transaction: exports of earlier requests, then what each room keeps.
 * @returns how many rows of each kind went
 */
export async function redactCustomer(
  tx: TenantTx,
  shop: ShopContext,
  customerHash: CustomerHash,
  holders: readonly PersonalDataHolder[],
): Promise<Counts> {
  const requests = await lockCopies(tx, shop, customerHash);
  const dropped = await dropExports(
    tx,
    shop,
    requests.map(({ id }) => id),
  );
  const conversationIds: string[] = [];
  for (const { exports } of holders)
    conversationIds.push(...((await exports?.listParts(tx, shop, customerHash)) ?? []));
  const counts = await eraseEverywhere(tx, shop, conversationIds, holders);
  await noteDestroyedKeys(tx, shop, dropped);
  return { "privacy.exports": dropped.exports, ...counts };
}

/**
 * Erases one conversation in the caller's transaction. Of its customer's copies, those that are done and hold it go as a whole; one that is
 * still being made loses it, and is made without it.
 * @returns how many rows of each kind went
 */
export async function redactConversation(
  tx: TenantTx,
  shop: ShopContext,
  conversationId: string,
  holders: readonly PersonalDataHolder[],
): Promise<Counts> {
  const { shopId } = shop;
  const row = await tx.conversation.findUnique({ where: { shopId_id: { shopId, id: conversationId } } });
  const requests = row?.customerHash ? await lockCopies(tx, shop, new Uint8Array(row.customerHash)) : [];
  const ofIt = { shopId, part: { in: holders.map(({ name }) => exportPartName(name, conversationId)) } };
  const open = requests.filter(({ state }) => state !== "done").map(({ id }) => id);
  await tx.privacyExport.deleteMany({ where: { ...ofIt, requestId: { in: open } } });
  const holding = await tx.privacyExport.findMany({ where: ofIt, select: { requestId: true } });
  const dropped = await dropExports(
    tx,
    shop,
    holding.map(({ requestId }) => requestId),
  );
  const counts = await eraseEverywhere(tx, shop, [conversationId], holders);
  await noteDestroyedKeys(tx, shop, dropped);
  return { "privacy.exports": dropped.exports, ...counts };
}

async function eraseEverywhere(
  tx: TenantTx,
  shop: ShopContext,
  conversationIds: readonly string[],
  holders: readonly PersonalDataHolder[],
): Promise<Counts> {
  const counts: Record<string, number> = {};
  for (const { name, eraseConversations } of holders) {
    for (const [kind, count] of Object.entries(await eraseConversations(tx, shop, conversationIds)))
      counts[`${name}.${kind}`] = count;
  }
  return counts;
}

/** An export that is being made holds its request's row: it ends first, and finds nothing more afterwards. */
async function lockCopies(tx: TenantTx, { shopId }: ShopContext, customerHash: CustomerHash) {
  const where = { shopId, customerHash, topic: "CUSTOMERS_DATA_REQUEST" };
  const rows = await tx.privacyRequest.findMany({ where, orderBy: { id: "asc" }, select: { id: true } });
  const ids = rows.map(({ id }) => id);
  await tx.$executeRaw`
    SELECT FROM privacy_request WHERE shop_id = ${shopId} AND id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  return tx.privacyRequest.findMany({ where: { shopId, id: { in: ids } }, select: { id: true, state: true } });
}
