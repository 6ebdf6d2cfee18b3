import type { Product } from "~/modules/commerce/commerce-types";
import { listProducts } from "~/modules/commerce/list-products.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { assessCopy, type CopyHealth } from "./copy-health";
import type { CopyKind } from "./copy-kinds";

/** A product in the list, with how each of its texts stands. */
export type CopyProduct = Pick<Product, "id" | "title" | "vendor" | "status" | "imageUrl"> & {
  readonly health: Record<CopyKind, CopyHealth>;
};

type Page = { readonly search: string; readonly after?: string | undefined; readonly first: number };

/**
 * Products with how each of their texts stands, a page at a time.
 * @throws AppError `bad_request` for a cursor that is not ours.
 */
export async function listCopyProducts(
  shop: ShopContext,
  page: Page,
): Promise<{ products: CopyProduct[]; nextCursor: string | null }> {
  const { products, endCursor } = await listProducts(shop, page);
  const rows = products.map((product) => {
    const { id, title, vendor, status, imageUrl } = product;
    return { id, title, vendor, status, imageUrl, health: assessCopy(product) };
  });
  return { products: rows, nextCursor: endCursor };
}
