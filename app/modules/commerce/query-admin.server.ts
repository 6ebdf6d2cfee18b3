import type { ShopContext } from "~/modules/tenancy/shop-context";
import { adminGraphql } from "~/shopify.server";
import type { AdminDocument } from "./admin-document";
import { runDocument, type AdminResult } from "./run-document";
import { inLineOf } from "./shop-line";

/**
 * Asks the shop's Admin API with the shop's own token, in the shop's line.
 * @throws AppError `shopify_failed`; `unauthenticated` when the app is not installed in the shop.
 */
export async function queryAdmin<T>(
  shop: ShopContext,
  document: AdminDocument<T>,
  variables: Record<string, unknown> = {},
): Promise<AdminResult<T>> {
  const client = await adminGraphql(shop);
  return inLineOf(shop.shopId, (line) => runDocument(client, document, variables, { line }));
}
