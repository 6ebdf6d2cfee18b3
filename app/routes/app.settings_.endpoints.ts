import type { ActionFunctionArgs } from "@remix-run/node";
import { parseForm } from "~/lib/parse-form.server";
import { AppError } from "~/lib/app-error";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { deleteEndpoint } from "~/modules/inference/delete-endpoint.server";
import { EndpointAction } from "~/modules/inference/endpoint-action";
import { saveEndpoint } from "~/modules/inference/save-endpoint.server";
import { testEndpoint } from "~/modules/inference/test-endpoint.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

export type EndpointResult = { ok: boolean; message: string };

/** Adds, tests or removes a model server. */
export const action = withErrorResponse(async ({ request }: ActionFunctionArgs): Promise<EndpointResult> => {
  const shop = await requireShop(request);
  try {
    const input = await parseForm(request, EndpointAction);
    switch (input.intent) {
      case "save":
        await saveEndpoint(shop, input);
        return { ok: true, message: "Model server saved." };
      case "delete":
        await deleteEndpoint(shop, input.id);
        return { ok: true, message: "Model server removed." };
      case "test":
        return await testEndpoint(shop, input.id);
    }
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return { ok: false, message: error.userMessage };
    throw error;
  }
});
