import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { draftNotOpen } from "./edit-draft.server";
import { getDraft } from "./get-draft.server";

const OPEN_STATES = ["drafting", "ready", "failed"];

/**
 * Lays a draft aside; the product keeps its text.
 * @throws AppError `not_found`; `conflict` when the draft was published meanwhile.
 */
export async function discardDraft(shop: ShopContext, draftId: string): Promise<void> {
  const draft = await getDraft(shop, draftId);
  if (draft.state === "discarded") return;
  const { count } = await withTenant(shop, (tx) =>
    tx.copyDraft.updateMany({
      where: { shopId: shop.shopId, id: draftId, state: { in: OPEN_STATES } },
      data: { state: "discarded" },
    }),
  );
  if (count === 0) throw draftNotOpen(draft);
}
