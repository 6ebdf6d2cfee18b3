import { withTenant } from "~/db.server";
import { listShopTexts } from "~/modules/commerce/list-shop-texts.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { beginSync, finishSync, recordingFailure } from "./sync-state.server";
import { textPassages } from "./text-passages";
import { takeTurn, writePassages } from "./write-passages.server";

/**
 * Makes the index hold the shop's policies and pages as they are now.
 * @throws AppError `shopify_failed`; the state shows it too.
 */
export async function syncTexts(shop: ShopContext): Promise<void> {
  await recordingFailure(shop, "texts", async () => {
    await withTenant(shop, (tx) => beginSync(tx, shop, "texts", null));
    const texts = await listShopTexts(shop);
    await withTenant(shop, async (tx) => {
      await takeTurn(tx, shop);
      const known = await tx.knowledgePassage.findMany({
        where: { shopId: shop.shopId, kind: { in: ["policy", "page"] } },
        distinct: ["sourceId"],
        select: { sourceId: true },
      });
      const sourceIds = new Set([...known.map((row) => row.sourceId), ...texts.map((text) => text.id)]);
      const changed = await writePassages(tx, shop, [...sourceIds], texts.flatMap(textPassages));
      await finishSync(tx, shop, "texts", { texts: texts.length, changed });
    });
  });
}
