import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { Product } from "./commerce-types";
import { productNotFound } from "./get-live-product.server";
import { WITH_VARIANTS, fromProductRow } from "./product-row";

/**
 * One product from the mirror.
 * @throws AppError `not_found`.
 */
export async function getProduct(shop: ShopContext, id: string): Promise<Product> {
  const [product] = await findProducts(shop, [id]);
  if (product) return product;
  throw productNotFound(id);
}

/** Products of the mirror in the order of the ids; those that are not there are left out. */
export async function findProducts(shop: ShopContext, ids: readonly string[]): Promise<Product[]> {
  const rows = await withTenant(shop, (tx) =>
    tx.product.findMany({ where: { shopId: shop.shopId, id: { in: [...ids] } }, include: WITH_VARIANTS }),
  );
  const byId = new Map(rows.map((row) => [row.id, fromProductRow(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
