import { withTenant } from "~/db.server";
import { env } from "~/env.server";
import { AppError } from "~/lib/app-error";
import { newId } from "~/lib/new-id";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { checkEndpointAddress } from "./endpoint-address";
import { forgetModelCheck } from "./check-model.server";
import type { EndpointInput } from "./endpoint-action";
import { apiKeyRef } from "./resolve-endpoints.server";

const MAX_ENDPOINTS = 10;

/**
 * Adds a model server after the shop's others; its key is stored encrypted.
 * @throws AppError `unprocessable` for an address that may not be used or one server too many.
 */
export async function saveEndpoint(shop: ShopContext, input: EndpointInput): Promise<string> {
  const address = checkEndpointAddress(input.baseUrl, { allowPrivate: env.INFERENCE_ALLOW_PRIVATE });
  if (!address.ok) throw unprocessable(address.reason);
  return withTenant(shop, async (tx) => {
    const position = await tx.modelEndpoint.count({ where: { shopId: shop.shopId } });
    if (position >= MAX_ENDPOINTS)
      throw unprocessable(`A shop can have ${MAX_ENDPOINTS} model servers. Remove one first.`);
    const id = newId();
    const apiKey = input.apiKey === "" ? null : await encryptField(tx, shop, apiKeyRef(id), input.apiKey);
    const { name, model } = input;
    await tx.modelEndpoint.create({
      data: { shopId: shop.shopId, id, name, baseUrl: address.baseUrl, model, apiKey, position },
    });
    forgetModelCheck(shop);
    await appendEvent(tx, shop, { type: "endpoint.added", payload: { id, baseUrl: address.baseUrl, model } });
    return id;
  });
}

function unprocessable(userMessage: string): AppError {
  return new AppError("unprocessable", { message: "the model server was refused", userMessage });
}
