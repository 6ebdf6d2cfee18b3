import { AppError } from "~/lib/app-error";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { shopperContext, verifyVisitorToken } from "~/modules/tenancy/visitor-token.server";
import type { Visitor } from "./open-session.server";

/**
 * The shopper of a turn that came through the signed proxy: the token must be of the very shop and customer that Shopify signed.
 * @throws AppError `unauthenticated`.
 */
export function requireProxyShopper(visitor: Visitor, token: string): ShopContext {
  const claims = verifyVisitorToken(token, "bearer");
  if (claims && claims.shopId === visitor.shopId && claims.customerId === visitor.customerId)
    return shopperContext(claims);
  throw new AppError("unauthenticated", {
    message: "the token is not this visitor's",
    userMessage: "Please open the chat again.",
  });
}
