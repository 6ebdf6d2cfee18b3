import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useCallback, useState } from "react";
import { CustomerRequestModal, type RequestKind } from "~/components/customer-request-modal";
import { DeletedChatsCard } from "~/components/deleted-chats-card";
import { ErrorPage } from "~/components/error-page";
import { PrivacyRequestsCard } from "~/components/privacy-requests-card";
import { RequestsPager } from "~/components/requests-pager";
import { RetentionCard } from "~/components/retention-card";
import { useMay } from "~/components/use-staff";
import { usePolling } from "~/components/use-polling";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { countDeletedChats } from "~/modules/privacy/count-deleted-chats.server";
import { getRetention } from "~/modules/privacy/get-retention.server";
import { listRequests } from "~/modules/privacy/list-requests.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

const POLL_MS = 3_000;

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "privacy.view");
  const after = new URL(request.url).searchParams.get("after") ?? undefined;
  const [list, deleted, retention] = await Promise.all([
    listRequests(shop, after),
    countDeletedChats(shop),
    getRetention(shop),
  ]);
  return { ...list, deleted, retention };
});

export default function Privacy() {
  const { requests, nextCursor, overdue, deleted, retention } = useLoaderData<typeof loader>();
  const [asking, setAsking] = useState<RequestKind | null>(null);
  const mayManage = useMay("privacy.manage");
  const close = useCallback(() => setAsking(null), []);
  usePolling(
    requests.some(({ state }) => state === "open"),
    POLL_MS,
  );
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
            <p>
              Shopify asks for an answer within 30 days. They stand first in the lists, with what is in the way of each.
            </p>
          </Banner>
        ) : null}
        <PrivacyRequestsCard requests={requests} />
        <RequestsPager nextCursor={nextCursor} />
        <DeletedChatsCard {...deleted} />
        <RetentionCard retention={retention} />
      </BlockStack>
      {/* Anew each time: nothing of the customer before is left in it. */}
      <CustomerRequestModal key={asking ?? "closed"} kind={asking} onClose={close} />
    </Page>
  );
}

export const ErrorBoundary = ErrorPage;
