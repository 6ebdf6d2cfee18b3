import { withTenant } from "~/db.server";
import type { CatalogueProduct } from "~/modules/commerce/product-mapping";
import { getShop } from "~/modules/tenancy/get-shop.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { productPassages } from "./product-passages";
import { takeTurn, writePassages } from "./write-passages.server";

/**
 * Brings the passages of products up to date. One that the mirror has in another version than given is left to the
 * message that brought that version. Returns how many changed.
 */
export async function indexProducts(shop: ShopContext, entries: readonly CatalogueProduct[]): Promise<number> {
  const facts = await getShop(shop);
  return withTenant(shop, async (tx) => {
    await takeTurn(tx, shop);
    const rows = await tx.product.findMany({
      where: { shopId: shop.shopId, id: { in: entries.map((entry) => entry.product.id) } },
      select: { id: true, updatedAt: true },
    });
    const mirrored = new Map(rows.map((row) => [row.id, row.updatedAt.getTime()]));
    const current = entries.filter(({ product }) => mirrored.get(product.id) === Date.parse(product.updatedAt));
    const drafts = current.flatMap((entry) => productPassages(entry, facts));
    return writePassages(
      tx,
      shop,
      current.map((entry) => entry.product.id),
      drafts,
    );
  });
}
