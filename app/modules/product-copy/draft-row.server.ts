import { z } from "zod";
import type { TenantTx } from "~/db.server";
import type { CopyDraft as CopyDraftRow } from "~/generated/prisma/client";
import { AppError } from "~/lib/app-error";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { RemovedSentence } from "./claim-filter";
import { CopyFlag } from "./claims";
import { DRAFT_NOTES, DRAFT_STATES, type CopyDraft } from "./copy-draft";
import { CopyKind } from "./copy-kinds";

// A model call ends long before this: a draft that is still being written then was cut off by a crash.
const DRAFTING_MAX_MS = 600_000;

/** What the column `flags` holds. */
export const DraftFindings = z.object({ flags: z.array(CopyFlag), removed: z.array(RemovedSentence) });

export type DraftFindings = z.infer<typeof DraftFindings>;

/** A stored draft as the pages see it. */
export function fromDraftRow(row: CopyDraftRow): CopyDraft {
  const findings = DraftFindings.catch({ flags: [], removed: [] }).parse(row.flags);
  const interrupted = row.state === "drafting" && Date.now() - row.updatedAt.getTime() > DRAFTING_MAX_MS;
  return {
    id: row.id,
    productId: row.productId,
    productTitle: row.productTitle,
    kind: CopyKind.parse(row.kind),
    state: interrupted ? "failed" : z.enum(DRAFT_STATES).parse(row.state),
    baseText: row.baseText,
    text: row.editedText ?? row.draftText,
    edited: row.editedText !== null && row.editedText !== row.draftText,
    ...findings,
    note: interrupted ? "interrupted" : z.enum(DRAFT_NOTES).nullable().catch("failed").parse(row.errorCode),
    callId: row.callId,
    createdAt: row.createdAt,
    publishedAt: row.publishedAt,
    publishedText: row.publishedText,
  };
}

/**
 * One draft of the shop.
 * @throws AppError `not_found`, also for an id that is none.
 */
export async function getDraftIn(tx: TenantTx, shop: ShopContext, draftId: string): Promise<CopyDraft> {
  const row = z.uuid().safeParse(draftId).success
    ? await tx.copyDraft.findUnique({ where: { shopId_id: { shopId: shop.shopId, id: draftId } } })
    : null;
  if (row) return fromDraftRow(row);
  throw new AppError("not_found", {
    message: `no copy draft ${draftId}`,
    userMessage: "This draft does not exist any more. Open the product again to see its drafts.",
  });
}
