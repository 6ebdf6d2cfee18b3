import { BlockStack, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import { MAX_COMMENT_CHARS } from "~/modules/review/review-action";
import type { CallOffers } from "~/modules/review/call-offers";
import type { ReviewComment } from "~/modules/review/review-state";
import { RelativeTime } from "./relative-time";
import { NO_PERSONAL_DATA, ReplacedWords } from "./replaced-words";
import type { CallReview } from "./use-call-review";
import { useMay } from "./use-staff";

/** What staff say to each other about a call. */
export function ReviewCommentsCard({ call, offers }: { call: CallReview; offers: CallOffers }) {
  const { entry, review } = call;
  const isSending = entry.saving?.intent === "comment";
  const may = useMay("logs.review");
  if (review.comments.length === 0 && !offers.discuss) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingSm">
          Comments
        </Text>
        {review.comments.length === 0 ? (
          <Text as="p" tone="subdued">
            No comments yet.
          </Text>
        ) : (
          <ol className="plain-list">
            {review.comments.map((comment) => (
              <li key={comment.id}>
                <Comment comment={comment} call={call} />
              </li>
            ))}
          </ol>
        )}
        {may && offers.discuss ? <NewComment call={call} isSending={isSending} /> : null}
      </BlockStack>
    </Card>
  );
}

function NewComment({ call, isSending }: { call: CallReview; isSending: boolean }) {
  const { entry } = call;
  return (
    <>
      <TextField
        label="Write a comment"
        value={entry.comment}
        onChange={(text) => call.write("comment", text)}
        maxLength={MAX_COMMENT_CHARS}
        multiline={2}
        autoComplete="off"
        helpText={`Erased with the conversation. ${NO_PERSONAL_DATA}`}
      />
      <ReplacedWords entry={entry} field="comment" />
      <div>
        <Button
          onClick={() => void call.addComment()}
          disabled={entry.comment.trim() === "" || (entry.saving !== null && !isSending)}
          loading={isSending}
        >
          Add comment
        </Button>
      </div>
    </>
  );
}

function Comment({ comment, call }: { comment: ReviewComment; call: CallReview }) {
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="medium">
          {comment.author.name}
        </Text>
        <Text as="span" tone="subdued" variant="bodySm">
          <RelativeTime date={comment.createdAt} />
        </Text>
        {comment.isOwn ? (
          <Button
            variant="plain"
            accessibilityLabel={`Remove your comment: ${comment.text.slice(0, 40)}`}
            disabled={call.entry.saving !== null}
            onClick={() => void call.send({ intent: "remove_comment", id: comment.id })}
          >
            Remove
          </Button>
        ) : null}
      </InlineStack>
      <div className="comment-text">{comment.text}</div>
    </BlockStack>
  );
}
