import type { ActionFunctionArgs } from "@remix-run/node";
import { errorResponse } from "~/lib/error-response.server";
import { parseJson } from "~/lib/parse-json.server";
import { requireParam } from "~/lib/require-param";
import { actOnReview } from "~/modules/review/act-on-review.server";
import { getReview } from "~/modules/review/get-review.server";
import { ReviewAction } from "~/modules/review/review-action";
import { requireShop } from "~/modules/tenancy/require-shop.server";

/** POST: one thing that staff do with a call. Answers with what is stored then, also when somebody else was quicker. */
export async function action({ request, params }: ActionFunctionArgs) {
  try {
    const shop = await requireShop(request, "logs.review");
    const callId = requireParam(params, "callId");
    const result = await actOnReview(shop, callId, await parseJson(request, ReviewAction));
    return Response.json({ ...result, review: await getReview(shop, callId) });
  } catch (error) {
    return errorResponse(error, request);
  }
}
