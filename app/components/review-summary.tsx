import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { ReviewState } from "~/modules/review/review-state";
import { judgementWords } from "./judgement-words";
import { RelativeTime } from "./relative-time";
import { ReviewHeading } from "./review-heading";

/** What others have made of a call, for who may read it and not change it. */
export function ReviewSummary({ review }: { review: ReviewState }) {
  return (
    <Card>
      <BlockStack gap="300">
        <ReviewHeading review={review} />
        <ReviewFacts review={review} />
        {review.assignedTo ? (
          <Text as="p" tone="subdued">
            Assigned to {review.assignedTo.name}.
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}

/** The judgement and its note. */
export function ReviewFacts({ review }: { review: ReviewState }) {
  const words = judgementWords(review.judgement);
  return (
    <>
      {words && review.judgedBy && review.judgedAt ? (
        <InlineStack gap="200" blockAlign="center">
          <Badge tone={words.tone}>{words.label}</Badge>
          <Text as="span" tone="subdued">
            {review.judgedBy.name}, <RelativeTime date={review.judgedAt} />
          </Text>
        </InlineStack>
      ) : (
        <Text as="p" tone="subdued">
          Nobody has judged it.
        </Text>
      )}
      {review.note ? <div className="comment-text">{review.note}</div> : null}
    </>
  );
}
