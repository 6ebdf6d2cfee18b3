import { createHash } from "node:crypto";
import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { CopyDraft } from "./copy-draft";

type Change =
  | {
      readonly type: "copy.published";
      /** The field as Shopify has it now. */ readonly stored: string;
      readonly confirmedClaims: number;
    }
  | { readonly type: "copy.undone"; readonly stored: string };

/** Marks a held draft as published or undone, and writes the audit event with it: both happen or none. */
export async function recordChange(shop: ShopContext, draft: CopyDraft, change: Change): Promise<void> {
  const published = change.type === "copy.published";
  const where = { shopId: shop.shopId, id: draft.id, state: published ? "publishing" : "undoing" };
  const data = published
    ? { state: "published", publishedText: change.stored, publishedAt: new Date() }
    : { state: "undone" };
  await withTenant(shop, async (tx) => {
    const { count } = await tx.copyDraft.updateMany({ where, data });
    // Another request took over a draft that was held for too long, and has recorded the change.
    if (count === 1) await appendEvent(tx, shop, { type: change.type, payload: describe(draft, change) });
  });
}

function describe(draft: CopyDraft, change: Change) {
  const before = change.type === "copy.published" ? draft.baseText : (draft.publishedText ?? "");
  return {
    draft: draft.id,
    product: draft.productId,
    kind: draft.kind,
    call: draft.callId,
    edited: draft.edited,
    beforeSha256: sha256(before),
    afterSha256: sha256(change.stored),
    ...(change.type === "copy.published" ? { confirmedClaims: change.confirmedClaims } : {}),
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
