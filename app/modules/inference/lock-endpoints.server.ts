import type { TenantTx } from "~/db.server";
import type { ModelEndpoint } from "~/generated/prisma/client";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { listEndpointRows } from "./resolve-endpoints.server";

/** The shop's endpoints in their order, for this transaction alone: changes of order or number take turns. */
export async function lockEndpoints(tx: TenantTx, shop: ShopContext): Promise<ModelEndpoint[]> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`endpoints:${shop.shopId}`}, 0))`;
  return listEndpointRows(tx, shop);
}
