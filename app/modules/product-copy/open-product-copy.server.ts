import { withTenant } from "~/db.server";
import { getLiveProduct } from "~/modules/commerce/get-live-product.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { CopyDraft } from "./copy-draft";
import { storedText, type CopyKind } from "./copy-kinds";
import { fromDraftRow } from "./draft-row.server";
import { listDrafts } from "./list-drafts.server";
import { loadFacts } from "./load-facts.server";
import { lostFormatting } from "./lost-formatting";
import { plainText } from "./stored-text";

const HISTORY_LENGTH = 8;
const SHOWN_STATES = ["drafting", "ready", "publishing", "published", "undoing"];

/**
 * All that the page of one text needs: the product as Shopify has it now, what may be said, and the drafts.
 * @throws AppError `not_found`, `shopify_failed`.
 */
export async function openProductCopy(shop: ShopContext, productId: string, kind: CopyKind) {
  const product = await getLiveProduct(shop, productId);
  const [{ facts, rules }, draft, { drafts }] = await Promise.all([
    loadFacts(shop, product),
    findCurrentDraft(shop, product.id, kind),
    listDrafts(shop, { productId: product.id, limit: HISTORY_LENGTH }),
  ]);
  const stored = storedText(product, kind);
  const { id, title, status, imageUrl, imageAlt } = product;
  return {
    product: { id, title, status, imageUrl, imageAlt },
    today: { text: plainText(kind, stored), lost: kind === "description" ? lostFormatting(stored) : [] },
    facts,
    rules,
    draft: draft && {
      ...draft,
      before: plainText(kind, draft.baseText),
      published: plainText(kind, draft.publishedText ?? ""),
    },
    history: drafts.map((each) => ({ id: each.id, kind: each.kind, state: each.state, createdAt: each.createdAt })),
  };
}

/** The newest draft of a text, unless it was laid aside or undone. A failed one does not hide what was there before it. */
async function findCurrentDraft(shop: ShopContext, productId: string, kind: CopyKind): Promise<CopyDraft | null> {
  const find = (where: object) =>
    withTenant(shop, (tx) =>
      tx.copyDraft.findFirst({
        where: { shopId: shop.shopId, productId, kind, ...where },
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      }),
    );
  const row = await find({ state: { not: "failed" } });
  if (row && SHOWN_STATES.includes(row.state)) return fromDraftRow(row);
  const newest = await find({});
  return newest?.state === "failed" ? fromDraftRow(newest) : null;
}
