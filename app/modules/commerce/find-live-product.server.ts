import { z } from "zod";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { FactNode, VARIANT_PAGE, productDocument, type VariantNode } from "./product-documents";
import { toCatalogueProduct, type CatalogueProduct } from "./product-mapping";
import { getProductSelection } from "./product-selection.server";
import { queryAdmin } from "./query-admin.server";
import { toGid } from "./shopify-gid";

/** Source: https://help.shopify.com/en/manual/products/variants (2,048 variants a product, 250 a page). */
const MAX_VARIANT_PAGES = 9;

const FactList = z.object({ nodes: z.array(FactNode) });

/**
 * One product as Shopify has it now; null when it is not there.
 * @throws AppError `shopify_failed`, `bad_request` for a malformed id.
 */
export async function findLiveProduct(shop: ShopContext, id: string): Promise<CatalogueProduct | null> {
  const productId = toGid("Product", id);
  const selection = await getProductSelection(shop);
  const { data } = await queryAdmin(shop, productDocument(selection), { id: productId });
  if (!data.product) return null;
  const { nodes, pageInfo } = data.product.variants;
  const rest = pageInfo.hasNextPage ? await readFurtherVariants(shop, productId, pageInfo.endCursor) : [];
  return toCatalogueProduct(data.product, [...nodes, ...rest], factsOf(data.product), selection.locales);
}

async function readFurtherVariants(shop: ShopContext, id: string, cursor: string | null): Promise<VariantNode[]> {
  const found: VariantNode[] = [];
  for (let page = 1, after = cursor; page < MAX_VARIANT_PAGES && after !== null; page += 1) {
    const { data } = await queryAdmin(shop, VARIANT_PAGE, { id, after });
    found.push(...(data.product?.variants.nodes ?? []));
    after = data.product?.variants.pageInfo.hasNextPage ? data.product.variants.pageInfo.endCursor : null;
  }
  return found;
}

function factsOf(product: Record<string, unknown>): FactNode[] {
  const lists = Object.entries(product).filter(([name]) => name.startsWith("facts_"));
  return lists.flatMap(([, list]) => FactList.safeParse(list).data?.nodes ?? []);
}
