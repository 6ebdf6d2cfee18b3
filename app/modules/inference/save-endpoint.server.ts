import { withTenant } from "~/db.server";
import { newId } from "~/lib/new-id";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { forgetModelCheck } from "./check-model.server";
import type { EndpointInput } from "./endpoint-action";
import { PURPOSES } from "./inference-types";
import { lockEndpoints } from "./lock-endpoints.server";
import { requireAddress, unprocessable } from "./require-address.server";
import { apiKeyRef } from "./resolve-endpoints.server";

const MAX_ENDPOINTS = 10;

/**
 * Adds a model server after the shop's others; its key is stored encrypted.
 * @throws AppError `unprocessable` for an address that may not be used or one server too many.
 */
export async function saveEndpoint(shop: ShopContext, input: EndpointInput): Promise<string> {
  const baseUrl = requireAddress(input.baseUrl);
  const { name, model, purposes = [...PURPOSES] } = input;
  return withTenant(shop, async (tx) => {
    const others = await lockEndpoints(tx, shop);
    if (others.length >= MAX_ENDPOINTS)
      throw unprocessable(`A shop can have ${MAX_ENDPOINTS} model servers. Remove one first.`);
    const position = (others.at(-1)?.position ?? -1) + 1;
    const id = newId();
    const apiKey = input.apiKey === "" ? null : await encryptField(tx, shop, apiKeyRef(id), input.apiKey);
    await tx.modelEndpoint.create({
      data: { shopId: shop.shopId, id, name, baseUrl, model, apiKey, position, purposes },
    });
    forgetModelCheck(shop);
    await appendEvent(tx, shop, { type: "endpoint.added", payload: { id, baseUrl, model, purposes } });
    return id;
  });
}
