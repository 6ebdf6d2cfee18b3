import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { getCatalogueState } from "~/modules/commerce/get-catalogue-state.server";
import { requestCatalogueSync } from "~/modules/knowledge/request-catalogue-sync.server";
import { describeCatalogue, type SetupStep } from "~/modules/product-copy/setup-steps";
import { requireShop } from "~/modules/tenancy/require-shop.server";

const REQUESTED: SetupStep = { state: "running", detail: "The synchronisation is about to start." };

/** How the catalogue stands now. */
export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) =>
  describeCatalogue(await getCatalogueState(await requireShop(request, "home.view"))),
);

/** Synchronise the catalogue now. */
export const action = withErrorResponse(async ({ request }: ActionFunctionArgs) => {
  await requestCatalogueSync(await requireShop(request, "settings.manage"));
  return REQUESTED;
});
