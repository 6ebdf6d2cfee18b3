import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { groupBy } from "./group-by";

/** All that the index says of some products in a language: facts first, then the description, by the product's id. */
export async function listProductTexts(
  shop: ShopContext,
  { ids, locale }: { ids: readonly string[]; locale: string },
): Promise<ReadonlyMap<string, string>> {
  const rows = await withTenant(shop, (tx) =>
    tx.knowledgePassage.findMany({
      where: {
        shopId: shop.shopId,
        kind: "product",
        sourceId: { in: [...ids] },
        locale: { startsWith: locale.slice(0, 2) },
      },
      orderBy: { position: "asc" },
      select: { sourceId: true, text: true },
    }),
  );
  const bySource = groupBy(rows, ({ sourceId }) => sourceId);
  return new Map([...bySource].map(([id, own]) => [id, own.map(({ text }) => text).join("\n")]));
}
