import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, EmptySearchResult, Page } from "@shopify/polaris";
import { z } from "zod";
import { dayWords } from "~/components/day-words";
import { DELETED_URL } from "~/components/deleted-chats-card";
import { ErrorPage } from "~/components/error-page";
import { PrivacyRequestsCard } from "~/components/privacy-requests-card";
import { RequestsPager } from "~/components/requests-pager";
import { usePolling } from "~/components/use-polling";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { listRequests } from "~/modules/privacy/list-requests.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

const POLL_MS = 3_000;
const Day = z.iso.date().nullable().catch(null);

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "privacy.view");
  const { searchParams } = new URL(request.url);
  const day = Day.parse(searchParams.get("day"));
  const start = day === null ? null : new Date(`${day}T00:00:00Z`);
  const list = await listRequests(shop, searchParams.get("after") ?? undefined, { by: "shoppers", day: start });
  return { ...list, day };
});

/** The requests of shoppers who deleted their own chats, with their proofs. */
export default function DeletedChats() {
  const { requests, nextCursor, day } = useLoaderData<typeof loader>();
  usePolling(
    requests.some(({ state }) => state === "open"),
    POLL_MS,
  );
  return (
    <Page
      title="Chats that shoppers deleted"
      subtitle={day === null ? "Of all days, newest first." : `On ${dayWords(day)} (UTC).`}
      backAction={{ content: "Privacy", url: "/app/privacy" }}
      secondaryActions={day === null ? [] : [{ content: "All days", url: DELETED_URL }]}
    >
      <BlockStack gap="400">
        {requests.length === 0 ? (
          <Card>
            <EmptySearchResult
              title="No chats were deleted"
              description="A shopper who deletes their chat appears here, with the proof that it is erased."
              withIllustration={false}
            />
          </Card>
        ) : (
          <PrivacyRequestsCard requests={requests} />
        )}
        <RequestsPager nextCursor={nextCursor} />
      </BlockStack>
    </Page>
  );
}

export const ErrorBoundary = ErrorPage;
