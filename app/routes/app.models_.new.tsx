import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { ErrorPage } from "~/components/error-page";
import { ModelFormPage } from "~/components/model-form-page";
import type { ModelFormProblem } from "~/components/use-model-form";
import { AppError } from "~/lib/app-error";
import { parseForm } from "~/lib/parse-form.server";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { EndpointInput } from "~/modules/inference/endpoint-action";
import { saveEndpoint } from "~/modules/inference/save-endpoint.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  await requireShop(request, "models.manage");
  return null;
});

/** Adds a model server; its page then checks it. */
export const action = withErrorResponse(
  async ({ request }: ActionFunctionArgs): Promise<ModelFormProblem | Response> => {
    const shop = await requireShop(request, "models.manage");
    try {
      const id = await saveEndpoint(shop, await parseForm(request, EndpointInput));
      return redirect(`/app/models/${id}?check`);
    } catch (error) {
      if (error instanceof AppError && error.status < 500) return { problem: error.userMessage };
      throw error;
    }
  },
);

const EMPTY = { name: "", baseUrl: "", model: "", purposes: ["chat", "copy"], keyChange: "keep", apiKey: "" } as const;

export default function NewModel() {
  return (
    <ModelFormPage
      title="Add a model server"
      save="Save and check"
      back={{ content: "Models", url: "/app/models" }}
      start={EMPTY}
      hasApiKey={false}
    />
  );
}

export const ErrorBoundary = ErrorPage;
