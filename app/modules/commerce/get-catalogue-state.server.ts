import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { CATALOGUE, type CatalogueState } from "./catalogue-state";

/** Whether the shop's catalogue is here: the last synchronisation's state and the number of products. */
export async function getCatalogueState(shop: ShopContext): Promise<CatalogueState> {
  const { shopId } = shop;
  const [row, products] = await withTenant(
    shop,
    async (tx) =>
      [
        await tx.syncState.findUnique({ where: { shopId_kind: { shopId, kind: CATALOGUE } } }),
        await tx.product.count({ where: { shopId } }),
      ] as const,
  );
  if (!row) return { state: "never", products, finishedAt: null, error: null };
  return { state: toState(row.state), products, finishedAt: row.finishedAt, error: row.error };
}

function toState(state: string): "running" | "done" | "failed" {
  return state === "running" || state === "done" ? state : "failed";
}
