import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";

/** How many texts the shop has published from a draft, those undone later included. */
export async function countPublished(shop: ShopContext): Promise<number> {
  return withTenant(shop, (tx) => tx.copyDraft.count({ where: { shopId: shop.shopId, publishedAt: { not: null } } }));
}
