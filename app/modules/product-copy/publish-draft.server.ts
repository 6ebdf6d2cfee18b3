import { getLiveProduct } from "~/modules/commerce/get-live-product.server";
import { getProduct } from "~/modules/commerce/get-product.server";
import type { Product } from "~/modules/commerce/commerce-types";
import { updateProductCopy } from "~/modules/commerce/update-product-copy.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { checkText } from "./check-text";
import type { CopyFlag } from "./claims";
import type { CopyDraft } from "./copy-draft";
import { COPY_FIELDS, storedText } from "./copy-kinds";
import { editDraft } from "./edit-draft.server";
import { getDraft } from "./get-draft.server";
import { loadFacts } from "./load-facts.server";
import { moveDraft } from "./move-draft.server";
import { recordChange } from "./record-change.server";
import { plainText } from "./stored-text";
import { countCharacters } from "./text-limits";

export type PublishInput = {
  readonly draftId: string;
  /** The wording on the staff member's screen, saved first when it differs; left out: the draft's own. */
  readonly text?: string | undefined;
  /** Staff looked at the claims that the facts do not support and stand by them. */
  readonly claimsConfirmed: boolean;
};

export type PublishResult =
  | { readonly ok: true }
  /** The product's text is not the one that the draft was made from; nothing was written. */
  | { readonly ok: false; readonly reason: "conflict"; readonly currentText: string }
  | { readonly ok: false; readonly reason: "unconfirmed_claims"; readonly flags: readonly CopyFlag[] }
  | { readonly ok: false; readonly reason: "empty" | "too_long" | "in_progress" | "not_open" }
  /** Shopify said no, in its own words. */
  | { readonly ok: false; readonly reason: "rejected"; readonly messages: readonly string[] };

/**
 * Puts a draft's text on the product, once: a second click finds it published and changes nothing.
 * @throws AppError `not_found`, `shopify_failed`; the draft is open again then.
 */
export async function publishDraft(shop: ShopContext, input: PublishInput): Promise<PublishResult> {
  const draft = await openDraft(shop, input);
  const problem = findProblem(draft);
  if (problem) return problem;
  if (!(await moveDraft(shop, draft.id, { from: "ready", to: "publishing", takeOver: true })))
    return settledElsewhere(shop, draft.id);
  let result: PublishResult | null = null;
  try {
    result = await publishHeld(shop, draft, input.claimsConfirmed);
    return result;
  } finally {
    if (!result?.ok) await moveDraft(shop, draft.id, { from: "publishing", to: "ready" });
  }
}

async function openDraft(shop: ShopContext, { draftId, text }: PublishInput): Promise<CopyDraft> {
  const draft = await getDraft(shop, draftId);
  const isEdited = draft.state === "ready" && text !== undefined && text !== draft.text;
  return isEdited ? editDraft(shop, { draftId, text }) : draft;
}

function findProblem({ kind, text, state }: CopyDraft): PublishResult | null {
  if (state === "published") return { ok: true };
  if (text.trim() === "") return { ok: false, reason: "empty" };
  return countCharacters(text) > COPY_FIELDS[kind].limit ? { ok: false, reason: "too_long" } : null;
}

async function settledElsewhere(shop: ShopContext, draftId: string): Promise<PublishResult> {
  const { state } = await getDraft(shop, draftId);
  if (state === "published") return { ok: true };
  return { ok: false, reason: state === "publishing" ? "in_progress" : "not_open" };
}

async function publishHeld(shop: ShopContext, held: CopyDraft, claimsConfirmed: boolean): Promise<PublishResult> {
  // Read again now that the draft is held: an edit saved a moment before is part of what gets published.
  const draft = await getDraft(shop, held.id);
  const live = await getLiveProduct(shop, draft.productId);
  const flags = checkText(draft.text, (await loadFacts(shop, live)).rules);
  if (flags.length > 0 && !claimsConfirmed) return { ok: false, reason: "unconfirmed_claims", flags };
  const written = await writeToShopify(shop, draft, live);
  if (!written.ok) return written;
  await recordChange(shop, draft, { type: "copy.published", stored: written.stored, confirmedClaims: flags.length });
  return { ok: true };
}

type Written = { readonly ok: true; readonly stored: string } | Extract<PublishResult, { ok: false }>;

async function writeToShopify(
  shop: ShopContext,
  { productId, kind, text, baseText }: CopyDraft,
  live: Product,
): Promise<Written> {
  const current = storedText(live, kind);
  // It is there already: a request that crashed after the write, or somebody typed the same.
  if (plainText(kind, current) === text) return { ok: true, stored: current };
  if (current !== baseText) return { ok: false, reason: "conflict", currentText: plainText(kind, current) };
  const update = await updateProductCopy(shop, { productId, kind, text });
  if (!update.ok) return update;
  // The mirror holds the field as Shopify stored it: HTML may come back a little different from what was sent.
  return { ok: true, stored: storedText(await getProduct(shop, productId), kind) };
}
