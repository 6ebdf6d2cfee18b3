import { z } from "zod";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { discardDraft } from "./discard-draft.server";
import { editDraft } from "./edit-draft.server";
import { publishDraft } from "./publish-draft.server";
import { rebaseDraft } from "./rebase-draft.server";
import { undoPublish } from "./undo-publish.server";

const DraftId = z.object({ draftId: z.uuid() });
// Longer than any limit of a field, so that a text that is too long can still be kept and shortened.
const Text = z.string().max(20_000);
const DONE = { ok: true } as const;

/** What staff do with a draft. */
export const DraftDecision = z.discriminatedUnion("intent", [
  DraftId.extend({ intent: z.literal("save"), text: Text }),
  DraftId.extend({ intent: z.literal("publish"), text: Text, claimsConfirmed: z.stringbool() }),
  DraftId.extend({ intent: z.literal("undo") }),
  DraftId.extend({ intent: z.literal("discard") }),
  DraftId.extend({ intent: z.literal("rebase") }),
]);

/**
 * Carries out a decision and says which it was.
 * @throws AppError as the decision's own use case.
 */
export async function settleDraft(shop: ShopContext, decision: z.infer<typeof DraftDecision>) {
  const { intent, draftId } = decision;
  switch (intent) {
    case "save":
      await editDraft(shop, { draftId, text: decision.text });
      return { intent, result: DONE };
    case "publish":
      return { intent, result: await publishDraft(shop, decision) };
    case "undo":
      return { intent, result: await undoPublish(shop, draftId) };
    case "discard":
      await discardDraft(shop, draftId);
      return { intent, result: DONE };
    case "rebase":
      await rebaseDraft(shop, draftId);
      return { intent, result: DONE };
  }
}
