import type { ShopContext } from "~/modules/tenancy/shop-context";
import { adminGraphql } from "~/shopify.server";
import type { AdminDocument } from "./admin-document";
import { runDocument, type AdminResult } from "./run-document";

/**
 * Asks the shop's Admin API with the shop's own token.
 * @throws AppError `shopify_failed`; `unauthenticated` when the app is not installed in the shop.
 */
export async function queryAdmin<T>(
  shop: ShopContext,
  document: AdminDocument<T>,
  variables: Record<string, unknown> = {},
): Promise<AdminResult<T>> {
  return runDocument(await adminGraphql(shop), document, variables);
}
