import type { ActionFunctionArgs } from "@remix-run/node";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { requestRetention } from "~/modules/privacy/request-retention.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

/** POST: delete what is too old now. */
export const action = withErrorResponse(async ({ request }: ActionFunctionArgs) => {
  const shop = await requireShop(request, "privacy.manage");
  await requestRetention(shop, "staff");
  return { ok: true };
});
