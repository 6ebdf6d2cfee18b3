import type { ShopContext } from "~/modules/tenancy/shop-context";
import { getCallEndpoints } from "./call-profile.server";
import type { EndpointCapabilities } from "./endpoint-capabilities";

/** What the doctor found of the model server that chats are sent to first; null when it has not looked, or there is none. */
export async function getChatCapabilities(shop: ShopContext): Promise<EndpointCapabilities | null> {
  const [first] = await getCallEndpoints(shop, "chat");
  return first?.capabilities ?? null;
}
