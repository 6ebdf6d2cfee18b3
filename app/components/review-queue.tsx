import { Badge, BlockStack, Button, Card, InlineStack, Layout, ProgressBar, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import type { WrittenDraft } from "~/modules/product-copy/find-written-draft.server";
import type { QueueItem } from "~/modules/review/list-review-queue.server";
import type { OpenedLog } from "~/modules/review/open-log.server";
import { PURPOSE } from "~/modules/review/log-words";
import { REVIEW_REASONS } from "~/modules/review/review-reasons";
import { LogContextCard } from "./log-context-card";
import { LogSide } from "./log-side";
import { LogTexts } from "./log-texts";
import { RelativeTime } from "./relative-time";
import { ReviewCommentsCard } from "./review-comments-card";
import { ReviewPanel } from "./review-panel";
import type { QueueDesk } from "./use-queue-desk";

export const NOTE_ID = "review-note";

type HeadProps = { readonly queue: QueueDesk; readonly opened: OpenedLog; readonly item: QueueItem | null };
type Props = HeadProps & { readonly draft: WrittenDraft | null };

/** One call of the queue with what may be done, the next one a key away. */
export function ReviewQueue({ queue, opened, item, draft }: Props) {
  return (
    <Layout>
      <Layout.Section>
        <BlockStack gap="400">
          <CallHeading queue={queue} opened={opened} item={item} />
          <LogContextCard context={opened.context} />
          <LogTexts record={opened.record} draft={draft} failure={opened.failure} />
        </BlockStack>
      </Layout.Section>
      <Layout.Section variant="oneThird">
        <BlockStack gap="400">
          <ReviewPanel call={queue.call} offers={opened.offers} noteId={NOTE_ID} onJudge={queue.judge} />
          <ReviewCommentsCard call={queue.call} offers={opened.offers} />
          <LogSide opened={opened} />
        </BlockStack>
      </Layout.Section>
    </Layout>
  );
}

/** Takes the focus when another call is shown, so that a screen reader begins there. */
function CallHeading({ queue, opened, item }: HeadProps) {
  const { record } = opened;
  const { position, total, done } = queue;
  const heading = useRef<HTMLDivElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) heading.current?.focus({ preventScroll: false });
    isFirst.current = false;
  }, [record.id]);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="300">
          <div ref={heading} tabIndex={-1} className="queue-heading">
            <Text as="h2" variant="headingMd">
              Call {position} of {total}: {PURPOSE[record.purpose] ?? record.purpose}
            </Text>
          </div>
          <InlineStack gap="200">
            <Button onClick={queue.previous} disabled={!queue.hasPrevious}>
              Previous
            </Button>
            <Button onClick={queue.next} disabled={!queue.hasNext}>
              Next
            </Button>
          </InlineStack>
        </InlineStack>
        <InlineStack gap="200" blockAlign="center">
          {(item?.reasons ?? []).map((reason) => (
            <Badge key={reason} tone={reason === "unsafe" || reason === "attack" ? "critical" : "attention"}>
              {REVIEW_REASONS[reason].label}
            </Badge>
          ))}
          <Text as="span" tone="subdued">
            <RelativeTime date={record.createdAt} />
          </Text>
        </InlineStack>
        <BlockStack gap="150">
          <ProgressBar progress={Math.floor((done / total) * 100)} size="small" ariaLabelledBy="queue-progress" />
          <Text as="p" id="queue-progress" tone="subdued" variant="bodySm">
            {done} of {total} done
          </Text>
        </BlockStack>
      </BlockStack>
    </Card>
  );
}
