import { mintShopContext } from "./mint-shop-context.server";
import type { ShopContext } from "./shop-context";

/**
 * A shop for work that no person started, such as a job; `name` says which, for the audit log.
 * @throws ZodError when the domain is not a permanent shop domain.
 */
export function systemShop(shopId: string, name: string): ShopContext {
  return mintShopContext(shopId, { kind: "system", name });
}
