import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { Product } from "./commerce-types";
import { WITH_VARIANTS, fromProductRow } from "./product-row";

/** The shop's product of this handle from the mirror; null for any other handle, also one of another shop. */
export async function findProductByHandle(shop: ShopContext, handle: string): Promise<Product | null> {
  const row = await withTenant(shop, (tx) =>
    tx.product.findFirst({ where: { shopId: shop.shopId, handle }, include: WITH_VARIANTS }),
  );
  return row && fromProductRow(row);
}
