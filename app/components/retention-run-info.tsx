import { Banner, BlockStack, Text } from "@shopify/polaris";
import { countWords, DATA_CLASS_NAMES } from "~/modules/privacy/data-classes";
import type { RetentionStatus, RunSummary } from "~/modules/privacy/get-retention.server";
import { RelativeTime } from "./relative-time";
import { usePolling } from "./use-polling";

const POLL_MS = 2_000;

/** What the last run deleted, how far one is that is under way, and when the next one is. */
export function RetentionRunInfo({ retention: { running, last, nextRunAt } }: { retention: RetentionStatus }) {
  usePolling(running !== null, POLL_MS);
  return (
    <BlockStack gap="100">
      <div role="status">
        {running ? (
          <Text as="p">A run is under way. {deletedWords(running)}</Text>
        ) : (
          <Text as="p">
            Last run: {last?.finishedAt ? <RelativeTime date={last.finishedAt} /> : "none yet"}
            {last ? `, ${last.startedBy === "staff" ? "asked by staff" : "by schedule"}. ${deletedWords(last)}` : "."}
          </Text>
        )}
      </div>
      <Text as="p" tone="subdued">
        Next run: <RelativeTime date={nextRunAt} words={exact} />
      </Text>
      {running?.problem ? (
        <Banner tone="warning" title="The run is waiting">
          <p>{running.problem}</p>
        </Banner>
      ) : null}
    </BlockStack>
  );
}

const exact = (time: Date) => new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" }).format(time);

/** What a run deleted so far, in one sentence. */
export function deletedWords({ deleted }: RunSummary): string {
  const parts = DATA_CLASS_NAMES.flatMap((name) => {
    const count = deleted[name] ?? 0;
    return count === 0 ? [] : [countWords(name, count)];
  });
  return parts.length === 0 ? "Nothing was too old." : `Deleted: ${parts.join(", ")}.`;
}
