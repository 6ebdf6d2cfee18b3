import type { ActionFunctionArgs } from "@remix-run/node";
import { answerProblem } from "~/lib/answer-problem.server";
import { parseForm } from "~/lib/parse-form.server";
import { withErrorResponse } from "~/lib/with-error-response.server";
import type { DueData } from "~/modules/privacy/data-classes";
import { previewRetention } from "~/modules/privacy/preview-retention.server";
import { RetentionForm } from "~/modules/privacy/retention-form";
import { requireShop } from "~/modules/tenancy/require-shop.server";
import { retainedData } from "~/personal-data.server";

/** POST: what the next run would delete with these days; nothing is saved. */
export const action = withErrorResponse(async ({ request }: ActionFunctionArgs) => {
  const shop = await requireShop(request, "privacy.manage");
  let due: readonly DueData[] = [];
  const { problem } = await answerProblem(async () => {
    due = (await previewRetention(shop, await parseForm(request, RetentionForm), retainedData)).due;
  });
  return { problem, due };
});
