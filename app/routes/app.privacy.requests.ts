import type { ActionFunctionArgs } from "@remix-run/node";
import { parseForm } from "~/lib/parse-form.server";
import { answerProblem } from "~/lib/answer-problem.server";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { requestByStaff, StaffRequest } from "~/modules/privacy/request-by-staff.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";
import { personalDataHolders } from "~/personal-data.server";

/** POST: a copy or an erasure of a customer's data, or the erasure of one conversation, asked by staff. */
export const action = withErrorResponse(async ({ request }: ActionFunctionArgs) => {
  const shop = await requireShop(request, "privacy.manage");
  return answerProblem(async () => {
    await requestByStaff(shop, await parseForm(request, StaffRequest), personalDataHolders);
  });
});
