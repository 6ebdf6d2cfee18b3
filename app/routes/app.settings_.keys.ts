import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { getKeyStatus } from "~/modules/keys/get-key-status.server";
import { requestRotation } from "~/modules/keys/request-rotation.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

/** How the shop's keys stand now. */
export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) =>
  getKeyStatus(await requireShop(request, "settings.view")),
);

/** Replace the shop's keys now. */
export const action = withErrorResponse(async ({ request }: ActionFunctionArgs) => {
  const shop = await requireShop(request, "keys.rotate");
  await requestRotation(shop, "all");
  return getKeyStatus(shop);
});
