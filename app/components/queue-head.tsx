import { Banner, Box, Button, InlineStack, Link, Select, Text } from "@shopify/polaris";
import type { QueueDesk } from "./use-queue-desk";
import type { ReviewDesk } from "./use-review-desk";

type BarProps = { readonly queue: QueueDesk; readonly order: string; readonly onOrder: (order: string) => void };

/** In which order the calls come, and a way back from the last judgement. */
export function QueueBar({ queue, order, onOrder }: BarProps) {
  return (
    <Box paddingInline={{ xs: "400", sm: "0" }}>
      <InlineStack align="space-between" blockAlign="center" gap="300">
        <Select
          label="Order"
          labelInline
          options={[
            { label: "Riskiest first", value: "riskiest" },
            { label: "Newest first", value: "newest" },
          ]}
          value={order}
          onChange={onOrder}
        />
        {queue.undoable ? (
          <InlineStack gap="200" blockAlign="center">
            <Text as="span" tone="subdued">
              {queue.undoable.words}.
            </Text>
            <Button variant="plain" onClick={queue.undo}>
              Undo
            </Button>
          </InlineStack>
        ) : null}
      </InlineStack>
    </Box>
  );
}

/** Nothing of the list is left to do. */
export function AllDone({ total, onMore }: { total: number; onMore: () => void }) {
  return (
    <Banner
      tone="success"
      title={total === 1 ? "The one call that waited is done" : `All ${total} calls are done`}
      action={{ content: "Look for new calls", onAction: onMore }}
    />
  );
}

/** What was not saved of calls that are no longer shown: it stays until it is. */
export function QueueProblems({
  desk,
  current,
  urlOf,
}: {
  desk: ReviewDesk;
  current: string;
  urlOf: (callId: string) => string;
}) {
  return desk.problems
    .filter(({ callId }) => callId !== current)
    .map(({ callId, entry }) => (
      <Banner
        key={callId}
        tone="critical"
        title="A judgement was not saved"
        action={{
          content: entry.problem?.kind === "conflict" ? "Save mine instead" : "Try again",
          onAction: () => void (entry.problem && desk.send(callId, entry.stored, entry.problem.action)),
        }}
      >
        <p>
          {entry.problem?.message} <Link url={urlOf(callId)}>Open the call</Link>
        </p>
      </Banner>
    ));
}
