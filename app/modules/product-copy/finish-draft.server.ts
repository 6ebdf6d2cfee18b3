import { withTenant } from "~/db.server";
import type { ErrorCode } from "~/lib/app-error";
import type { CallOutcome } from "~/modules/inference/inference-types";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { BegunDraft } from "./begin-draft.server";
import { checkText } from "./check-text";
import type { RemovedSentence } from "./claim-filter";
import type { DraftFindings } from "./draft-row.server";
import { judgeDraft, type Judgement } from "./judge-draft";

/** What has come of a call so far; kept apart from the reading loop, so that a reader who leaves loses nothing. */
export type Progress = { text: string; removed: RemovedSentence[]; callId: string | null; outcome: CallOutcome | null };

/** Stores what came of a draft. A draft that somebody discarded meanwhile stays so. */
export async function finishDraft(
  shop: ShopContext,
  draft: BegunDraft,
  progress: Progress,
  failure: ErrorCode | null,
): Promise<void> {
  const { state, text, note } = failure === null ? judge(draft, progress) : failed(failure);
  const findings: DraftFindings = { flags: checkText(text, draft.rules), removed: progress.removed };
  const { shopId } = shop;
  const data = { state, draftText: text, flags: findings, errorCode: note, callId: progress.callId };
  await withTenant(shop, async (tx) => {
    const { count } = await tx.copyDraft.updateMany({ where: { shopId, id: draft.id, state: "drafting" }, data });
    if (count === 0 || state === "failed") return;
    // A text has one draft to review: the newest.
    const older = { shopId, productId: draft.product.id, kind: draft.kind, state: "ready", id: { not: draft.id } };
    await tx.copyDraft.updateMany({ where: older, data: { state: "discarded" } });
  });
}

function judge(draft: BegunDraft, { text, removed, outcome }: Progress): Judgement {
  return judgeDraft({ kind: draft.kind, facts: draft.facts, text, removed: removed.length, outcome });
}

function failed(code: ErrorCode): Judgement {
  return { state: "failed", text: "", note: code === "budget_exceeded" ? "budget_exceeded" : "failed" };
}
