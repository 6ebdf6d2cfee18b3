import { Badge, InlineStack, Text } from "@shopify/polaris";
import type { ReviewState } from "~/modules/review/review-state";

/** The head of a review's card: whether it is settled. */
export function ReviewHeading({ review }: { review: ReviewState }) {
  return (
    <InlineStack align="space-between" blockAlign="center">
      <Text as="h2" variant="headingSm">
        Review
      </Text>
      {review.resolvedAt ? <Badge tone="success">Resolved</Badge> : <Badge>Open</Badge>}
    </InlineStack>
  );
}
