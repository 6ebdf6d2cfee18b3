import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { Banner, BlockStack, Page, Pagination } from "@shopify/polaris";
import { useCallback, useState } from "react";
import { CustomerRequestModal, type RequestKind } from "~/components/customer-request-modal";
import { ErrorPage } from "~/components/error-page";
import { PrivacyRequestsCard } from "~/components/privacy-requests-card";
import { RetentionCard } from "~/components/retention-card";
import { useMay } from "~/components/use-staff";
import { usePolling } from "~/components/use-polling";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { getRetention } from "~/modules/privacy/get-retention.server";
import { listRequests } from "~/modules/privacy/list-requests.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

const POLL_MS = 3_000;

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "privacy.view");
  const after = new URL(request.url).searchParams.get("after") ?? undefined;
  const [list, retention] = await Promise.all([listRequests(shop, after), getRetention(shop)]);
  return { ...list, retention };
});

export default function Privacy() {
  const { requests, nextCursor, overdue, retention } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const [asking, setAsking] = useState<RequestKind | null>(null);
  const mayManage = useMay("privacy.manage");
  const close = useCallback(() => setAsking(null), []);
  usePolling(
    requests.some(({ state }) => state === "open"),
    POLL_MS,
  );
  const hasPages = nextCursor !== null || params.has("after");
  return (
    <Page
      title="Privacy"
      subtitle="What customers ask about their data, how long it is kept, and what is on record about it."
      {...(mayManage ? { primaryAction: { content: "Prepare a copy", onAction: () => setAsking("copy") } } : {})}
      secondaryActions={[
        { content: "Records of processing", url: "/app/privacy/records" },
        ...(mayManage
          ? [
              { content: "Find a chat to erase", url: "/app/privacy/chats" },
              { content: "Erase a customer’s data", destructive: true, onAction: () => setAsking("erase") },
            ]
          : []),
      ]}
    >
      <BlockStack gap="400">
        {overdue > 0 ? (
          <Banner
            tone="critical"
            title={overdue === 1 ? "One request is overdue" : `${overdue.toLocaleString("en")} requests are overdue`}
          >
            <p>Shopify asks for an answer within 30 days. The list says what is in the way of each.</p>
          </Banner>
        ) : null}
        <PrivacyRequestsCard requests={requests} />
        {hasPages ? (
          <div className="pager">
            <Pagination
              hasPrevious={params.has("after")}
              onPrevious={() => history.back()}
              hasNext={nextCursor !== null}
              onNext={() => setParams({ after: nextCursor ?? "" })}
              accessibilityLabel="Pages of requests"
            />
          </div>
        ) : null}
        <RetentionCard retention={retention} />
      </BlockStack>
      {/* Anew each time: nothing of the customer before is left in it. */}
      <CustomerRequestModal key={asking ?? "closed"} kind={asking} onClose={close} />
    </Page>
  );
}

export const ErrorBoundary = ErrorPage;
