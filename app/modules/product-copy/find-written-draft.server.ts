import { withTenant } from "~/db.server";
import type { CallRecord } from "~/modules/inference/call-record";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { CopyDraft } from "./copy-draft";
import { fromDraftRow } from "./draft-row.server";

/** What became of a model call's answer before anybody edited it. */
export type WrittenDraft = Pick<CopyDraft, "productId" | "state" | "removed" | "note"> & {
  /** As staff first saw it whole. */
  readonly text: string;
};

/** The draft that a call was made for; null when it made none, or the draft is gone. */
export async function findWrittenDraft(
  shop: ShopContext,
  { id: callId, purpose, productId }: Pick<CallRecord, "id" | "purpose" | "productId">,
): Promise<WrittenDraft | null> {
  if (purpose !== "copy" || productId === null) return null;
  const { shopId } = shop;
  const row = await withTenant(shop, (tx) => tx.copyDraft.findFirst({ where: { shopId, productId, callId } }));
  if (!row) return null;
  const { state, removed, note } = fromDraftRow(row);
  return { productId, state, removed, note, text: row.draftText };
}
