import { withTenant } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { getProduct } from "~/modules/commerce/get-product.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { checkText } from "./check-text";
import type { CopyDraft } from "./copy-draft";
import type { DraftFindings } from "./draft-row.server";
import { getDraft } from "./get-draft.server";
import { loadFacts } from "./load-facts.server";

/**
 * Keeps a staff member's own wording of a draft; its claims are checked anew, and nothing is left out.
 * @throws AppError `not_found`; `conflict` when the draft is not open any more.
 */
export async function editDraft(shop: ShopContext, input: { draftId: string; text: string }): Promise<CopyDraft> {
  const draft = await getDraft(shop, input.draftId);
  const { rules } = await loadFacts(shop, await getProduct(shop, draft.productId));
  const text = input.text.replace(/\r\n?/g, "\n").trim();
  const findings: DraftFindings = { flags: checkText(text, rules), removed: [...draft.removed] };
  const { count } = await withTenant(shop, (tx) =>
    tx.copyDraft.updateMany({
      where: { shopId: shop.shopId, id: draft.id, state: "ready" },
      data: { editedText: text, flags: findings },
    }),
  );
  if (count === 0) throw draftNotOpen(draft);
  return getDraft(shop, draft.id);
}

/** The error for a change to a draft that was published or discarded meanwhile. */
export function draftNotOpen(draft: CopyDraft): AppError {
  return new AppError("conflict", {
    message: `draft ${draft.id} is ${draft.state}`,
    userMessage: "This draft was published or discarded in the meantime. Reload the page to see how it stands.",
  });
}
