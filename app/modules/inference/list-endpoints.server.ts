import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { EndpointSummary } from "./endpoint";
import { defaultEndpoints, listEndpointRows } from "./resolve-endpoints.server";

/** The shop's model servers as pages show them; the operator's default (id null) when the shop has none of its own. */
export async function listEndpoints(shop: ShopContext): Promise<EndpointSummary[]> {
  const rows = await withTenant(shop, (tx) => listEndpointRows(tx, shop));
  if (rows.length === 0) return defaultEndpoints().map(toEndpointSummary);
  return rows.map(toEndpointSummary);
}

const toEndpointSummary = ({
  id,
  name,
  baseUrl,
  model,
  apiKey,
}: Pick<EndpointSummary, "id" | "name" | "baseUrl" | "model"> & { apiKey: unknown }): EndpointSummary => ({
  id,
  name,
  baseUrl,
  model,
  hasApiKey: apiKey !== null,
});
