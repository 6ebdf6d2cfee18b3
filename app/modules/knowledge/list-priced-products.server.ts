import { withTenant } from "~/db.server";
import { Prisma } from "~/generated/prisma/client";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { Passage } from "./knowledge-types";
import { productLabels } from "./product-labels";

/** A product that shoppers can find, by its first passage, with what it costs at least. */
export type PricedPassage = Passage & { readonly type: string; readonly price: number };

const MAX_PRODUCTS = 5_000;

/**
 * All products that shoppers can find, or those of the ids, in the reader's language, the cheapest first (or the dearest); of a very large
 * catalogue those at that end. A variant that is sold out does not make a product cheap: its price counts only when all are sold out.
 */
export async function listPricedProducts(
  shop: ShopContext,
  { locale, order, ids }: { locale: string; order: "low_to_high" | "high_to_low"; ids?: readonly string[] },
): Promise<PricedPassage[]> {
  const chosen = ids ? Prisma.sql`AND passage.source_id = ANY(${[...ids]})` : Prisma.empty;
  const rows = await withTenant(
    shop,
    (tx) => tx.$queryRaw<(Omit<Passage, "score"> & { price: number })[]>`
      SELECT passage.id, passage.kind, passage.source_id AS "sourceId", passage.locale, passage.title, passage.heading, passage.url,
        passage.text, cost.price::float8
      FROM knowledge_passage AS passage
      JOIN (
        SELECT product_id, coalesce(min(price) FILTER (WHERE available), min(price)) AS price
        FROM product_variant WHERE shop_id = ${shop.shopId} GROUP BY product_id
      ) AS cost ON cost.product_id = passage.source_id
      WHERE passage.shop_id = ${shop.shopId} AND passage.kind = 'product' AND passage.position = 0
        AND left(passage.locale, 2) = left(${locale}, 2) ${chosen}
      ORDER BY cost.price * ${order === "low_to_high" ? 1 : -1}::int, passage.source_id LIMIT ${MAX_PRODUCTS}`,
  );
  const label = `${productLabels(locale).type}: `;
  return rows.map((row) => {
    const line = row.text.split("\n").find((text) => text.startsWith(label));
    return { ...row, score: 1, type: line?.slice(label.length) ?? "" };
  });
}
