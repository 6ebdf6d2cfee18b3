import type { ShopContext } from "~/modules/tenancy/shop-context";
import { BULK_START } from "./bulk-documents";
import { catalogueQuery } from "./product-documents";
import { getProductSelection } from "./product-selection.server";
import { queryAdmin } from "./query-admin.server";
import { shopifyFailed } from "./run-document";

/**
 * Asks Shopify to export the whole catalogue; returns the bulk operation's id. Shopify tells by
 * `bulk_operations/finish` when it is done.
 * @throws AppError `shopify_failed`, also when too many exports run already.
 */
export async function startCatalogueExport(shop: ShopContext): Promise<string> {
  const query = catalogueQuery(await getProductSelection(shop));
  const { data } = await queryAdmin(shop, BULK_START, { query });
  const { bulkOperation, userErrors = [] } = data.bulkOperationRunQuery ?? {};
  if (bulkOperation && userErrors.length === 0) return bulkOperation.id;
  throw shopifyFailed(`the export was refused: ${userErrors.map((error) => error.message).join("; ")}`);
}
