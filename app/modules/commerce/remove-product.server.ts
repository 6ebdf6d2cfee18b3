import { withTenant, type TenantTx } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";

/** Takes one product out of the mirror; nothing happens when it is not there. */
export async function removeProduct(shop: ShopContext, id: string): Promise<void> {
  await withTenant(shop, (tx) => tx.product.deleteMany({ where: { shopId: shop.shopId, id } }));
}

/** Takes the products out of the mirror that no export or update has shown since the given time; returns how many. */
export async function removeUnseenProducts(tx: TenantTx, shop: ShopContext, since: Date): Promise<number> {
  const { count } = await tx.product.deleteMany({ where: { shopId: shop.shopId, syncedAt: { lt: since } } });
  return count;
}
