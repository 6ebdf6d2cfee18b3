import type { ShopContext } from "~/modules/tenancy/shop-context";
import { addTestCase } from "./add-test-case.server";
import { assignCall } from "./assign-call.server";
import { commentOnCall, removeComment } from "./comment-on-call.server";
import { judgeCall } from "./judge-call.server";
import { resolveCall } from "./resolve-call.server";
import type { ReviewAction, ReviewResult } from "./review-action";

/** Does one thing that staff may do with a call. @throws AppError as the single use cases do. */
export async function actOnReview(shop: ShopContext, callId: string, action: ReviewAction): Promise<ReviewResult> {
  switch (action.intent) {
    case "judge":
      return judgeCall(shop, callId, action);
    case "assign":
      return assignCall(shop, callId, action);
    case "comment":
      await commentOnCall(shop, callId, action);
      break;
    case "remove_comment":
      await removeComment(shop, callId, action.id);
      break;
    case "resolve":
    case "reopen":
      await resolveCall(shop, callId, action.intent === "resolve");
      break;
    case "add_test":
      await addTestCase(shop, callId);
      break;
  }
  return { ok: true };
}
