import { withTenant, type TenantTx } from "~/db.server";
import { Prisma } from "~/generated/prisma/client";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { forgetModelCheck } from "./check-model.server";
import type { EndpointChange } from "./endpoint-action";
import { requireAddress, unprocessable } from "./require-address.server";
import { apiKeyRef, getEndpointRow } from "./resolve-endpoints.server";

/**
 * Changes a model server. Its key is only ever written: kept, replaced or removed. A key is not sent to another host than the one that it was
 * entered for, so a new address wants the key again. What the doctor found is forgotten when it may no longer hold.
 * @throws AppError `not_found`, `unprocessable`.
 */
export async function updateEndpoint(shop: ShopContext, id: string, change: EndpointChange): Promise<void> {
  const baseUrl = requireAddress(change.baseUrl);
  const { name, model, purposes, keyChange } = change;
  await withTenant(shop, async (tx) => {
    const where = { shopId_id: { shopId: shop.shopId, id } };
    const row = await getEndpointRow(tx, shop, id);
    if (keyChange === "keep" && row.apiKey !== null && new URL(row.baseUrl).origin !== new URL(baseUrl).origin)
      throw unprocessable("The address leads to another server now. Enter that server's key, or remove the key.");
    const isSame = row.baseUrl === baseUrl && row.model === model && keyChange === "keep";
    const lastCheck = isSame ? {} : { lastCheck: Prisma.DbNull, lastCheckAt: null };
    const key = await toKeyColumn(tx, shop, id, change);
    await tx.modelEndpoint.update({ where, data: { name, baseUrl, model, purposes, ...key, ...lastCheck } });
    forgetModelCheck(shop);
    await appendEvent(tx, shop, {
      type: "endpoint.changed",
      payload: { id, baseUrl, model, purposes, key: keyChange },
    });
  });
}

async function toKeyColumn(tx: TenantTx, shop: ShopContext, id: string, { keyChange, apiKey }: EndpointChange) {
  switch (keyChange) {
    case "keep":
      return {};
    case "remove":
      return { apiKey: null };
    case "replace":
      if (apiKey === "") throw unprocessable("Enter the new key, or choose to remove the key.");
      return { apiKey: await encryptField(tx, shop, apiKeyRef(id), apiKey) };
  }
}
