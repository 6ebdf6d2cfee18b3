import { getLiveProduct } from "~/modules/commerce/get-live-product.server";
import { updateProductCopy } from "~/modules/commerce/update-product-copy.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { CopyDraft } from "./copy-draft";
import { storedText } from "./copy-kinds";
import { getDraft } from "./get-draft.server";
import { moveDraft } from "./move-draft.server";
import { recordChange } from "./record-change.server";
import { plainText } from "./stored-text";

export type UndoResult =
  | { readonly ok: true }
  /** Somebody changed the text after it was published; nothing was written. */
  | { readonly ok: false; readonly reason: "conflict"; readonly currentText: string }
  | { readonly ok: false; readonly reason: "in_progress" | "not_published" }
  | { readonly ok: false; readonly reason: "rejected"; readonly messages: readonly string[] };

/**
 * Puts back the text that a published draft replaced, exactly as it was; once, however often it is asked for.
 * @throws AppError `not_found`, `shopify_failed`; the draft counts as published then.
 */
export async function undoPublish(shop: ShopContext, draftId: string): Promise<UndoResult> {
  const draft = await getDraft(shop, draftId);
  if (!(await moveDraft(shop, draftId, { from: "published", to: "undoing", takeOver: true })))
    return settledElsewhere(shop, draftId);
  let result: UndoResult | null = null;
  try {
    result = await undoHeld(shop, draft);
    return result;
  } finally {
    if (!result?.ok) await moveDraft(shop, draftId, { from: "undoing", to: "published" });
  }
}

async function settledElsewhere(shop: ShopContext, draftId: string): Promise<UndoResult> {
  const { state } = await getDraft(shop, draftId);
  if (state === "undone") return { ok: true };
  return { ok: false, reason: state === "undoing" ? "in_progress" : "not_published" };
}

async function undoHeld(shop: ShopContext, draft: CopyDraft): Promise<UndoResult> {
  const { productId, kind, baseText, publishedText } = draft;
  const current = storedText(await getLiveProduct(shop, productId), kind);
  if (current !== baseText) {
    if (current !== publishedText) return { ok: false, reason: "conflict", currentText: plainText(kind, current) };
    const update = await updateProductCopy(shop, { productId, kind, text: baseText, format: "html" });
    if (!update.ok) return update;
  }
  await recordChange(shop, draft, { type: "copy.undone", stored: baseText });
  return { ok: true };
}
