import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { CopyDraft } from "./copy-draft";
import { getDraftIn } from "./draft-row.server";

/**
 * One draft.
 * @throws AppError `not_found`.
 */
export async function getDraft(shop: ShopContext, draftId: string): Promise<CopyDraft> {
  return withTenant(shop, (tx) => getDraftIn(tx, shop, draftId));
}
