import type { ActionFunctionArgs } from "@remix-run/node";
import { answerProblem } from "~/lib/answer-problem.server";
import { parseForm } from "~/lib/parse-form.server";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { RetentionForm } from "~/modules/privacy/retention-form";
import { saveRetention } from "~/modules/privacy/save-retention.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

/** POST: how long each kind of data is kept. */
export const action = withErrorResponse(async ({ request }: ActionFunctionArgs) => {
  const shop = await requireShop(request, "privacy.manage");
  return answerProblem(async () => saveRetention(shop, await parseForm(request, RetentionForm)));
});
