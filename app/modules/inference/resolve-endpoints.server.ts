import { withTenant, type TenantTx } from "~/db.server";
import { env } from "~/env.server";
import type { ModelEndpoint } from "~/generated/prisma/client";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import type { FieldRef } from "~/modules/vault/vault-types";
import type { Endpoint } from "./endpoint";

/** The shop's enabled model servers with their keys, in their order; the operator's default for a shop that has none. May be empty. */
export async function resolveEndpoints(shop: ShopContext): Promise<Endpoint[]> {
  return withTenant(shop, async (tx) => {
    const rows = await listEndpointRows(tx, shop);
    const enabled = rows.filter((row) => row.enabled);
    if (enabled.length === 0) return defaultEndpoints();
    return Promise.all(enabled.map((row) => openEndpoint(tx, shop, row)));
  });
}

/** Rows of the shop's endpoints, in order. */
export function listEndpointRows(tx: TenantTx, shop: ShopContext): Promise<ModelEndpoint[]> {
  return tx.modelEndpoint.findMany({
    where: { shopId: shop.shopId },
    orderBy: [{ position: "asc" }, { createdAt: "asc" }],
  });
}

/** The operator's default endpoint, if the process has one; whoever set it may name a private address. */
export function defaultEndpoints(): Endpoint[] {
  if (!env.INFERENCE_BASE_URL) return [];
  return [
    {
      id: null,
      name: "Default",
      baseUrl: env.INFERENCE_BASE_URL.replace(/\/+$/, ""),
      model: env.INFERENCE_MODEL ?? "default",
      apiKey: env.INFERENCE_API_KEY ?? null,
      allowPrivate: true,
    },
  ];
}

/** A row with its key decrypted. */
export async function openEndpoint(tx: TenantTx, shop: ShopContext, row: ModelEndpoint): Promise<Endpoint> {
  const apiKey = row.apiKey ? await decryptField(tx, shop, apiKeyRef(row.id), row.apiKey) : null;
  const { id, name, baseUrl, model } = row;
  return { id, name, baseUrl, model, apiKey, allowPrivate: env.INFERENCE_ALLOW_PRIVATE };
}

/** Where an endpoint's key is stored. */
export function apiKeyRef(id: string): FieldRef {
  return { table: "model_endpoint", column: "api_key", row: id };
}
