import type { Actor, ShopContext } from "./shop-context";
import { ShopDomain } from "./shop-domain";

/**
 * The one place where a ShopContext comes into being. Only tenancy's guards call it, after they have checked a signature.
 * @throws ZodError when the domain is not a permanent shop domain.
 */
export function mintShopContext(shopId: string, actor: Actor): ShopContext {
  const context: Omit<ShopContext, symbol> = { shopId: ShopDomain.parse(shopId), actor };
  // The mark exists in the type only, so that no other code can write such an object by accident.
  return context as ShopContext;
}
