import type { TenantTx } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import type { Counts, PersonalDataHolder } from "./privacy-types";

/**
 * Collects everything about one customer into the request's row, encrypted, for the merchant to hand on.
 * @returns the export's size
 */
export async function exportCustomerData(
  tx: TenantTx,
  shop: ShopContext,
  request: { readonly id: string; readonly customerHash: Uint8Array<ArrayBuffer> },
  holders: readonly PersonalDataHolder[],
): Promise<Counts> {
  const parts: Record<string, object> = {};
  for (const holder of holders) parts[holder.name] = await holder.exportCustomer(tx, shop, request.customerHash);
  const text = JSON.stringify(parts);
  const exported = await encryptField(tx, shop, { table: "privacy_request", column: "export", row: request.id }, text);
  await tx.privacyRequest.update({
    where: { shopId_id: { shopId: shop.shopId, id: request.id } },
    data: { export: exported },
  });
  await appendEvent(tx, shop, { type: "customer.exported", payload: { request: request.id } });
  return { chars: text.length };
}
