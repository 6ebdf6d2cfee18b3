import { AppError } from "~/lib/app-error";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { Product } from "./commerce-types";
import { findLiveProduct } from "./find-live-product.server";

/**
 * One product as Shopify has it now.
 * @throws AppError `not_found`, `shopify_failed`.
 */
export async function getLiveProduct(shop: ShopContext, id: string): Promise<Product> {
  const found = await findLiveProduct(shop, id);
  if (found) return found.product;
  throw productNotFound(id);
}

/** The error for a product that is not, or no longer, in the shop. */
export function productNotFound(id: string): AppError {
  return new AppError("not_found", {
    message: `no product ${id}`,
    userMessage: "This product is not in the shop. It may have been deleted; choose another one.",
  });
}
