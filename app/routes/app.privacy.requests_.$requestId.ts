import type { ActionFunctionArgs } from "@remix-run/node";
import { requireParam } from "~/lib/require-param";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { retryRequest } from "~/modules/privacy/retry-request.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

/** POST: try an open request again. */
export const action = withErrorResponse(async ({ request, params }: ActionFunctionArgs) => {
  const shop = await requireShop(request, "privacy.manage");
  await retryRequest(shop, requireParam(params, "requestId"));
  return { ok: true };
});
