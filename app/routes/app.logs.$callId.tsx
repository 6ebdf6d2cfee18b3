import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Badge, Banner, BlockStack, InlineStack, Layout, Link, Page } from "@shopify/polaris";
import { useCallback, useState } from "react";
import { EraseConversationModal } from "~/components/erase-conversation-modal";
import { ErrorPage } from "~/components/error-page";
import { LogContextCard } from "~/components/log-context-card";
import { LogSide, Outcome } from "~/components/log-side";
import { LogTexts } from "~/components/log-texts";
import { RevealPersonalData } from "~/components/reveal-personal-data";
import { ReviewBar } from "~/components/review-bar";
import { ReviewCommentsCard } from "~/components/review-comments-card";
import { ReviewPanel } from "~/components/review-panel";
import { useCallReview, type CallReview } from "~/components/use-call-review";
import { useReviewDesk } from "~/components/use-review-desk";
import { useMay } from "~/components/use-staff";
import { requireParam } from "~/lib/require-param";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { findWrittenDraft } from "~/modules/product-copy/find-written-draft.server";
import { getReview } from "~/modules/review/get-review.server";
import { PURPOSE } from "~/modules/review/log-words";
import { openLog } from "~/modules/review/open-log.server";
import { listTurns } from "~/modules/support-chat/list-turns.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

export const loader = withErrorResponse(async ({ request, params }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "logs.view");
  const callId = requireParam(params, "callId");
  const opened = await openLog(shop, callId, listTurns);
  const draft = await findWrittenDraft(shop, opened.record);
  return { opened, draft, initial: await getReview(shop, callId) };
});

export default function LogDetail() {
  const { opened } = useLoaderData<typeof loader>();
  // What is written for one call must not show up at the next.
  return <Detail key={opened.record.id} />;
}

function Detail() {
  const { opened, draft, initial } = useLoaderData<typeof loader>();
  const { record, offers, context, replayOf } = opened;
  const call = useCallReview(useReviewDesk(), record.id, initial);
  const [isErasing, setErasing] = useState(false);
  const closeErasing = useCallback(() => setErasing(false), []);
  return (
    <Page
      fullWidth
      title={PURPOSE[record.purpose] ?? record.purpose}
      backAction={{ content: "LLM logs", url: "/app/logs" }}
      titleMetadata={
        <InlineStack gap="100">
          <Outcome state={record.state} />
          {record.withheld ? <Badge tone="warning">Sentence withheld</Badge> : null}
          {replayOf?.isExperiment ? <Badge tone="info">Experiment</Badge> : null}
        </InlineStack>
      }
      subtitle={`Call ${record.id}`}
      {...usePageActions(call, () => setErasing(true))}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {replayOf ? <ReplayBanner callId={replayOf.callId} /> : null}
            <LogContextCard context={context} />
            <LogTexts record={record} draft={draft} failure={opened.failure} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <ReviewPanel call={call} offers={offers} />
            <ReviewCommentsCard call={call} offers={offers} />
            <RevealPersonalData callId={record.id} erased={record.erased} />
            <LogSide opened={opened} />
          </BlockStack>
        </Layout.Section>
      </Layout>
      {isErasing && record.conversationId ? (
        <EraseConversationModal conversationId={record.conversationId} onClose={closeErasing} />
      ) : null}
      <ReviewBar call={call} offers={offers} />
    </Page>
  );
}

function usePageActions(call: CallReview, onErase: () => void) {
  const { opened } = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  const shopify = useAppBridge();
  const { newer, older, record, offers } = opened;
  const go = (id: string | null) => () => void (id === null ? undefined : navigate(`/app/logs/${id}`));
  const { isInTestSet } = call.review;
  const canErase = !record.erased && record.conversationId !== null;
  const [mayReplay, mayReview, mayErase] = [useMay("logs.replay"), useMay("logs.review"), useMay("privacy.manage")];
  const addTest = {
    content: isInTestSet ? "In the test set" : "Add to test set",
    disabled: isInTestSet || call.entry.saving !== null,
    onAction: () =>
      void call.send({ intent: "add_test" }).then((isSaved) => {
        if (isSaved) shopify.toast.show("Added to the test set. It is erased when the conversation is.");
      }),
  };
  return {
    secondaryActions: [
      ...(offers.repeat && mayReplay ? [{ content: "Run again", url: `/app/logs/${record.id}/replay` }] : []),
      ...(offers.repeat && mayReview ? [addTest] : []),
      ...(canErase && mayErase ? [{ content: "Erase conversation", destructive: true, onAction: onErase }] : []),
    ],
    pagination: {
      hasPrevious: newer !== null,
      hasNext: older !== null,
      onPrevious: go(newer),
      onNext: go(older),
      accessibilityLabels: { previous: "Newer call", next: "Older call" },
    },
  };
}

function ReplayBanner({ callId }: { callId: string }) {
  return (
    <Banner tone="info">
      <p>
        Staff had this call made again from <Link url={`/app/logs/${callId}/replay`}>an earlier one</Link>. No shopper
        has seen it.
      </p>
    </Banner>
  );
}

export const ErrorBoundary = ErrorPage;
