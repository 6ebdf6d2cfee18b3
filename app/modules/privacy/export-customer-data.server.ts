import { withTenant, type TenantTx } from "~/db.server";
import { newId } from "~/lib/new-id";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { exportField } from "./export-field.server";
import type { Counts, PersonalDataHolder } from "./privacy-types";
import { lockOpenRequest } from "./lock-open-request.server";

type Request = { readonly id: string; readonly customerHash: Uint8Array<ArrayBuffer> };

/**
 * Collects everything about one customer, encrypted, for the merchant to hand on: one conversation and one transaction at a time, so that
 * it can be cut off anywhere and goes on with what is missing.
 * @returns how much of each kind; null when the request was done by somebody else meanwhile
 */
export async function exportCustomerData(
  shop: ShopContext,
  request: Request,
  holders: readonly PersonalDataHolder[],
): Promise<Counts | null> {
  let position = 0;
  for (const { name, exports } of holders) {
    if (!exports) continue;
    const parts = await withTenant(shop, (tx) => exports.listParts(tx, shop, request.customerHash));
    for (const part of parts) {
      position += 1;
      const place = { part: exportPartName(name, part), position };
      const open = await withTenant(shop, (tx) => exportPart(tx, shop, request, { exports, id: part, ...place }));
      if (!open) return null;
    }
  }
  return withTenant(shop, async (tx) => ({
    parts: await tx.privacyExport.count({ where: { shopId: shop.shopId, requestId: request.id } }),
  }));
}

/** What a part of an export is called: the room, and which of its conversations. */
export const exportPartName = (room: string, conversationId: string) => `${room}:${conversationId}`;

type Part = {
  readonly exports: NonNullable<PersonalDataHolder["exports"]>;
  readonly id: string;
  readonly part: string;
  readonly position: number;
};

/** False when the request is no longer open. The lock on its row is what an erasure of the same customer waits for. */
async function exportPart(tx: TenantTx, shop: ShopContext, request: Request, wanted: Part): Promise<boolean> {
  if (!(await lockOpenRequest(tx, shop, request.id))) return false;
  const { shopId } = shop;
  const { part, position } = wanted;
  const isThere = await tx.privacyExport.count({ where: { shopId, requestId: request.id, part } });
  if (isThere > 0) return true;
  const data = await wanted.exports.exportPart(tx, shop, wanted.id);
  if (!data) return true;
  const id = newId();
  const body = await encryptField(tx, shop, exportField(request.id, id), JSON.stringify(data));
  await tx.privacyExport.create({ data: { shopId, id, requestId: request.id, part, position, body } });
  return true;
}
