import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate, useNavigation, useSearchParams } from "@remix-run/react";
import { Card, Page, Pagination, Tabs } from "@shopify/polaris";
import { ChatTable } from "~/components/chat-table";
import { countWords, NO_CHATS } from "~/components/chat-words";
import { EmptyPage } from "~/components/empty-page";
import { ErrorPage } from "~/components/error-page";
import { usePolling } from "~/components/use-polling";
import { useVisible } from "~/components/use-visible";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { countWaiting } from "~/modules/support-chat/count-waiting.server";
import { listChats } from "~/modules/support-chat/list-chats.server";
import { toChatView, type ChatView } from "~/modules/support-chat/staff-chat";
import { requireShop } from "~/modules/tenancy/require-shop.server";

const POLL_MS = 8_000;

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "chats.view");
  const { searchParams } = new URL(request.url);
  const view = toChatView(searchParams.get("show"));
  const after = searchParams.get("after");
  const [page, waiting] = await Promise.all([listChats(shop, { view, after }), countWaiting(shop)]);
  return { ...page, view, waiting, isFirst: after === null };
});

const TABS = [
  { id: "open", content: "Open" },
  { id: "waiting", content: "Waiting" },
  { id: "human", content: "With a person" },
  { id: "closed", content: "Closed" },
] as const satisfies readonly { id: ChatView; content: string }[];

/** Chats in which a shopper asked for a person; kept up to date while the page is seen. */
export default function Chats() {
  const { rows, view, waiting, nextCursor, isFirst } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const navigation = useNavigation();
  usePolling(useVisible(), POLL_MS);
  const goTo = (change: Readonly<Record<string, string>>) =>
    void navigate(`?${new URLSearchParams({ show: params.get("show") ?? "open", ...change })}`);
  const tabs = TABS.map((tab) => (tab.id === "waiting" && waiting > 0 ? { ...tab, badge: countWords(waiting) } : tab));
  return (
    <Page title="Chats" subtitle="Shoppers who asked for a person. Who has waited longest comes first." fullWidth>
      <Card padding="0">
        <Tabs
          tabs={tabs}
          selected={TABS.findIndex(({ id }) => id === view)}
          onSelect={(index) => goTo({ show: TABS[index]?.id ?? "open" })}
        />
        {rows.length > 0 ? (
          <ChatTable
            rows={rows}
            loading={navigation.state === "loading" && navigation.location.pathname === "/app/chats"}
          />
        ) : (
          <EmptyPage heading={NO_CHATS[view].heading}>{NO_CHATS[view].text}</EmptyPage>
        )}
      </Card>
      {nextCursor === null && isFirst ? null : (
        <div className="pager">
          <Pagination
            hasPrevious={!isFirst}
            previousTooltip="To the first page"
            onPrevious={() => goTo({})}
            hasNext={nextCursor !== null}
            nextTooltip="Next page"
            onNext={() => goTo({ after: nextCursor ?? "" })}
            accessibilityLabel="Pages of chats"
          />
        </div>
      )}
    </Page>
  );
}

export const ErrorBoundary = ErrorPage;
