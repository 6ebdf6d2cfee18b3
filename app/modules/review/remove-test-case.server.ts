import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";

/** Takes a case out of the test set; one that is gone already stays so. */
export async function removeTestCase(shop: ShopContext, caseId: string): Promise<void> {
  await withTenant(shop, async (tx) => {
    const { count } = await tx.testCase.deleteMany({ where: { shopId: shop.shopId, id: caseId } });
    if (count > 0) await appendEvent(tx, shop, { type: "test_case.removed", payload: { case: caseId } });
  });
}
