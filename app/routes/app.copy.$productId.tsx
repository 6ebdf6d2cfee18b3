import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { CopyPage } from "~/components/copy-page";
import { ErrorPage } from "~/components/error-page";
import type { DeskReply } from "~/components/use-draft-desk";
import { usePolling } from "~/components/use-polling";
import { errorResponse, toAppError } from "~/lib/error-response.server";
import { parseForm } from "~/lib/parse-form.server";
import { requireParam } from "~/lib/require-param";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { CopyKind } from "~/modules/product-copy/copy-kinds";
import { openProductCopy } from "~/modules/product-copy/open-product-copy.server";
import { DraftDecision, settleDraft } from "~/modules/product-copy/settle-draft.server";
import type { Permission } from "~/modules/tenancy/permissions";
import { requirePermission } from "~/modules/tenancy/require-permission";
import { requireShop } from "~/modules/tenancy/require-shop.server";

const FOLLOW_MS = 1_000;

export const loader = withErrorResponse(async ({ request, params }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "copy.view");
  const kind = CopyKind.catch("description").parse(new URL(request.url).searchParams.get("kind"));
  return { kind, ...(await openProductCopy(shop, requireParam(params, "productId"), kind)) };
});

const DECISION_NEEDS: Readonly<Record<z.infer<typeof DraftDecision>["intent"], Permission>> = {
  save: "copy.write",
  discard: "copy.write",
  rebase: "copy.write",
  publish: "copy.publish",
  undo: "copy.publish",
};

/** What staff do with a draft. A failure is told beside the draft, so that no wording is lost. */
export async function action({ request }: ActionFunctionArgs) {
  try {
    const shop = await requireShop(request, "copy.write");
    const decision = await parseForm(request, DraftDecision);
    requirePermission(shop, DECISION_NEEDS[decision.intent]);
    return data<DeskReply>(await settleDraft(shop, decision));
  } catch (error) {
    const response = errorResponse(error, request);
    if (error instanceof Response) throw response;
    return data<DeskReply>({ intent: "failed", message: toAppError(error).userMessage }, { status: response.status });
  }
}

export default function ProductCopyDetail() {
  const page = useLoaderData<typeof loader>();
  // A draft that is still being written elsewhere, or was stopped a moment ago, shows up by itself.
  usePolling(page.draft?.state === "drafting", FOLLOW_MS);
  return <CopyPage key={`${page.product.id} ${page.kind}`} page={page} />;
}

export const ErrorBoundary = ErrorPage;
