import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { readCapabilities, type EndpointCapabilities } from "./endpoint-capabilities";
import { listEndpointRows } from "./resolve-endpoints.server";

/** What the doctor found of the model server that chats are sent to first; null when it has not looked, or there is none of the shop's own. */
export async function getChatCapabilities(shop: ShopContext): Promise<EndpointCapabilities | null> {
  const rows = await withTenant(shop, (tx) => listEndpointRows(tx, shop));
  return readCapabilities(rows.find(({ enabled }) => enabled)?.lastCheck);
}
