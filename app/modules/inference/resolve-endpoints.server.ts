import { z } from "zod";
import { withTenant, type TenantTx } from "~/db.server";
import { env } from "~/env.server";
import type { ModelEndpoint } from "~/generated/prisma/client";
import { AppError } from "~/lib/app-error";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import type { FieldRef } from "~/modules/vault/vault-types";
import { findDefaultCheck } from "./default-check.server";
import { DEFAULT_ENDPOINT_ID, type Endpoint } from "./endpoint";
import { readCapabilities } from "./endpoint-capabilities";
import type { Purpose } from "./inference-types";

/**
 * The shop's enabled model servers for a purpose with their keys, in their order. The operator's default only for a shop that has none of its
 * own: one that has switched its servers off wants silence, not another server. May be empty.
 */
export async function resolveEndpoints(shop: ShopContext, purpose: Purpose): Promise<Endpoint[]> {
  return withTenant(shop, async (tx) => {
    const rows = await listEndpointRows(tx, shop);
    if (rows.length === 0) return openDefault(tx, shop);
    const wanted = rows.filter(({ enabled, purposes }) => enabled && purposes.includes(purpose));
    return Promise.all(wanted.map((row) => openEndpoint(tx, shop, row)));
  });
}

/** One of the shop's, or the operator's ("default"), with its key. @throws AppError `not_found`. */
export async function getEndpoint(shop: ShopContext, id: string): Promise<Endpoint> {
  const endpoint = await withTenant(shop, async (tx) => {
    if (id === DEFAULT_ENDPOINT_ID) return (await openDefault(tx, shop))[0];
    return openEndpoint(tx, shop, await getEndpointRow(tx, shop, id));
  });
  return endpoint ?? throwRemoved();
}

/** One row of the shop's. @throws AppError `not_found`, also for what is no id at all. */
export async function getEndpointRow(tx: TenantTx, { shopId }: ShopContext, id: string): Promise<ModelEndpoint> {
  if (!z.uuid().safeParse(id).success) throwRemoved();
  return (await tx.modelEndpoint.findUnique({ where: { shopId_id: { shopId, id } } })) ?? throwRemoved();
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

async function openDefault(tx: TenantTx, shop: ShopContext): Promise<Endpoint[]> {
  const [endpoint] = defaultEndpoints();
  if (!endpoint) return [];
  const check = await findDefaultCheck(tx, shop, endpoint);
  return [{ ...endpoint, capabilities: readCapabilities(check?.report) }];
}

/** A row with its key decrypted. */
async function openEndpoint(tx: TenantTx, shop: ShopContext, row: ModelEndpoint): Promise<Endpoint> {
  const apiKey = row.apiKey ? await decryptField(tx, shop, apiKeyRef(row.id), row.apiKey) : null;
  const { id, name, baseUrl, model } = row;
  const capabilities = readCapabilities(row.lastCheck);
  return { id, name, baseUrl, model, apiKey, allowPrivate: env.INFERENCE_ALLOW_PRIVATE, capabilities };
}

/** Where an endpoint's key is stored. */
export function apiKeyRef(id: string): FieldRef {
  return { table: "model_endpoint", column: "api_key", row: id };
}

/** @throws AppError `not_found`, always. */
export function throwRemoved(): never {
  throw new AppError("not_found", {
    message: "no such endpoint",
    userMessage: "This model server was removed already.",
  });
}
