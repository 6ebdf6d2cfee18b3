import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useNavigation } from "@remix-run/react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { ErrorPage } from "~/components/error-page";
import { RedactionFormCard } from "~/components/redaction-form-card";
import { RedactionResult } from "~/components/redaction-result";
import { AppError } from "~/lib/app-error";
import { parseForm } from "~/lib/parse-form.server";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { previewForShop } from "~/modules/inference/preview-for-shop.server";
import { RedactionForm } from "~/modules/inference/redaction-form";
import { requireShop } from "~/modules/tenancy/require-shop.server";

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  await requireShop(request, "redaction.preview");
  return null;
});

export const action = withErrorResponse(async ({ request }: ActionFunctionArgs) => {
  const shop = await requireShop(request, "redaction.preview");
  try {
    return { preview: await previewForShop(shop, await parseForm(request, RedactionForm)), problem: null };
  } catch (error) {
    if (error instanceof AppError && error.code === "bad_request") return { preview: null, problem: error.userMessage };
    throw error;
  }
});

/** Shows a merchant what redaction takes out of a text before a model sees it. */
export default function Redaction() {
  const result = useActionData<typeof action>();
  const isBusy = useNavigation().state !== "idle";
  return (
    <Page
      title="What would be removed from this text?"
      subtitle="Personal data is replaced before a model reads a message. Try it with a text of your own."
    >
      <BlockStack gap="400">
        {result?.problem ? (
          <Banner tone="critical" title="The text was not checked">
            <p>{result.problem}</p>
          </Banner>
        ) : null}
        <RedactionFormCard isBusy={isBusy} />
        {result?.preview ? <RedactionResult preview={result.preview} /> : null}
      </BlockStack>
    </Page>
  );
}

export const ErrorBoundary = ErrorPage;
