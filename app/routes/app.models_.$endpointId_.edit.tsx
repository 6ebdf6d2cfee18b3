import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ErrorPage } from "~/components/error-page";
import { ModelFormPage } from "~/components/model-form-page";
import type { ModelFormProblem } from "~/components/use-model-form";
import { AppError } from "~/lib/app-error";
import { parseForm } from "~/lib/parse-form.server";
import { requireParam } from "~/lib/require-param";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { EndpointChange } from "~/modules/inference/endpoint-action";
import { getEndpointSummary } from "~/modules/inference/list-endpoints.server";
import { updateEndpoint } from "~/modules/inference/update-endpoint.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

export const loader = withErrorResponse(async ({ request, params }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "models.manage");
  const { id, name, baseUrl, model, purposes, hasApiKey } = await getEndpointSummary(
    shop,
    requireParam(params, "endpointId"),
  );
  // The operator's own is not the shop's to change.
  if (id === null) throw new AppError("not_found", { message: "the default is read-only", userMessage: READ_ONLY });
  return { id, hasApiKey, start: { name, baseUrl, model, purposes } };
});

const READ_ONLY = "This server is set by the operator of the app and cannot be changed here.";

export const action = withErrorResponse(
  async ({ request, params }: ActionFunctionArgs): Promise<ModelFormProblem | Response> => {
    const shop = await requireShop(request, "models.manage");
    const id = requireParam(params, "endpointId");
    try {
      await updateEndpoint(shop, id, await parseForm(request, EndpointChange));
      return redirect(`/app/models/${id}`);
    } catch (error) {
      if (error instanceof AppError && error.status < 500) return { problem: error.userMessage };
      throw error;
    }
  },
);

export default function EditModel() {
  const { id, start, hasApiKey } = useLoaderData<typeof loader>();
  return (
    <ModelFormPage
      key={id}
      title={`Edit ${start.name}`}
      save="Save"
      back={{ content: start.name, url: `/app/models/${id}` }}
      start={{ ...start, apiKey: "", keyChange: "keep" }}
      hasApiKey={hasApiKey}
    />
  );
}

export const ErrorBoundary = ErrorPage;
