import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate, useNavigation, useSearchParams } from "@remix-run/react";
import { BlockStack, Page, SkeletonBodyText } from "@shopify/polaris";
import { useState } from "react";
import { EmptyPage } from "~/components/empty-page";
import { ErrorPage } from "~/components/error-page";
import { AllDone, QueueBar, QueueProblems } from "~/components/queue-head";
import { ReviewBar } from "~/components/review-bar";
import { NOTE_ID, ReviewQueue } from "~/components/review-queue";
import type { Shortcut } from "~/components/shortcuts";
import { ShortcutsHelp } from "~/components/shortcuts-help";
import { useQueueDesk, type QueueDesk } from "~/components/use-queue-desk";
import { useReviewDesk, type ReviewDesk } from "~/components/use-review-desk";
import { useShortcuts } from "~/components/use-shortcuts";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { findWrittenDraft } from "~/modules/product-copy/find-written-draft.server";
import { getReview } from "~/modules/review/get-review.server";
import { listReviewQueue, type QueueItem } from "~/modules/review/list-review-queue.server";
import { openLog } from "~/modules/review/open-log.server";
import { listTurns } from "~/modules/support-chat/list-turns.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "logs.review");
  const { searchParams } = new URL(request.url);
  const order = searchParams.get("order") === "newest" ? ("newest" as const) : ("riskiest" as const);
  const items = await listReviewQueue(shop, order);
  const callId = searchParams.get("call") ?? items[0]?.id;
  if (callId === undefined) return { order, items, current: null };
  const opened = await openLog(shop, callId, listTurns);
  const draft = await findWrittenDraft(shop, opened.record);
  return { order, items, current: { opened, draft, initial: await getReview(shop, callId) } };
});

const BACK = { content: "LLM logs", url: "/app/logs" };

export default function Review() {
  const { items, order, current } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  if (!current)
    return (
      <Page title="Review queue" backAction={BACK}>
        <EmptyPage heading="Nothing waits">
          Calls come here when a sentence was withheld, an answer was cut off or failed, a question looked like an
          attack, or somebody assigns a call to you.
        </EmptyPage>
      </Page>
    );
  // The list is kept as it was until the reader asks for another.
  return <Queue key={`${order} ${params.get("since") ?? ""}`} first={items} />;
}

function Queue({ first }: { first: readonly QueueItem[] }) {
  const { order, current } = useLoaderData<typeof loader>();
  const [items] = useState(first);
  const desk = useReviewDesk();
  if (!current) return null;
  return <OneCall key="one" desk={desk} items={items} order={order} current={current} />;
}

type Current = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["current"]>;
type Props = {
  readonly desk: ReviewDesk;
  readonly items: readonly QueueItem[];
  readonly order: string;
  readonly current: Current;
};

function OneCall({ desk, items, order, current }: Props) {
  const { opened, draft, initial } = current;
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const isLoading = useNavigation().state === "loading";
  const [isHelpOpen, setHelpOpen] = useState(false);
  const since = params.get("since");
  const urlOf = (callId: string) => `/app/logs/review?order=${order}${since ? `&since=${since}` : ""}&call=${callId}`;
  const queue = useQueueDesk({ desk, items, callId: opened.record.id, offers: opened.offers, initial, urlOf });
  const keys = useShortcuts((shortcut) => act(shortcut, queue, () => setHelpOpen(true)));
  const startAnew = (by: string) => void navigate(`/app/logs/review?order=${by}&since=${Date.now()}`);
  return (
    <Page
      fullWidth
      title="Review queue"
      backAction={BACK}
      secondaryActions={[
        { content: "Keys", onAction: () => setHelpOpen(true) },
        { content: "Look for new calls", onAction: () => startAnew(order) },
      ]}
    >
      <BlockStack gap="400">
        <div role="status" className="visually-hidden">
          {queue.announcement}
        </div>
        <QueueProblems desk={desk} current={opened.record.id} urlOf={urlOf} />
        <QueueBar queue={queue} order={order} onOrder={startAnew} />
        {queue.done === queue.total ? <AllDone total={queue.total} onMore={() => startAnew(order)} /> : null}
        {isLoading ? <SkeletonBodyText lines={2} /> : null}
        <ReviewQueue
          queue={queue}
          opened={opened}
          draft={draft}
          item={items.find(({ id }) => id === opened.record.id) ?? null}
        />
        <ReviewBar call={queue.call} offers={opened.offers} onJudge={queue.judge} />
        <ShortcutsHelp open={isHelpOpen} onClose={() => setHelpOpen(false)} isOn={keys.isOn} setOn={keys.setOn} />
      </BlockStack>
    </Page>
  );
}

function act(shortcut: Shortcut, queue: QueueDesk, showHelp: () => void): void {
  switch (shortcut) {
    case "next":
      return queue.next();
    case "previous":
      return queue.previous();
    case "good":
    case "wrong":
    case "unsafe":
      return void queue.judge(shortcut);
    case "note":
      return document.getElementById(NOTE_ID)?.focus();
    case "assign":
      return queue.assignToMe();
    case "resolve":
      return queue.resolve();
    case "undo":
      return queue.undo();
    case "help":
      return showHelp();
  }
}

export const ErrorBoundary = ErrorPage;
