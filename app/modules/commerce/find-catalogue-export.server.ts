import type { ShopContext } from "~/modules/tenancy/shop-context";
import { BULK_STATUS, type BulkOperation } from "./bulk-documents";
import { queryAdmin } from "./query-admin.server";
import { toGid } from "./shopify-gid";

export type CatalogueExport =
  | { readonly state: "running" }
  /** `url` is null when the shop has no product. */
  | { readonly state: "done"; readonly url: string | null }
  | { readonly state: "failed"; readonly reason: string };

/**
 * How far an export is; null when Shopify does not know it.
 * @throws AppError `shopify_failed`.
 */
export async function findCatalogueExport(shop: ShopContext, operationId: string): Promise<CatalogueExport | null> {
  const { data } = await queryAdmin(shop, BULK_STATUS, { id: toGid("BulkOperation", operationId) });
  return data.bulkOperation && toExport(data.bulkOperation);
}

function toExport({ status, errorCode, url }: BulkOperation): CatalogueExport {
  switch (status) {
    case "CREATED":
    case "RUNNING":
    case "CANCELING":
      return { state: "running" };
    case "COMPLETED":
      return { state: "done", url };
    case "CANCELED":
    case "EXPIRED":
    case "FAILED":
      return { state: "failed", reason: `${status} ${errorCode ?? ""}`.trim() };
  }
}
