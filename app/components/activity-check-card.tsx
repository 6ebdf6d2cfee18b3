import { Banner, BlockStack, Button, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import type { ActivityCheck, ActivityChecks } from "~/modules/review/activity-check";
import { RelativeTime } from "./relative-time";

type Props = {
  readonly checks: ActivityChecks;
  readonly onCancel: (id: string) => void;
};

/** How far the check of the log is, and what the last one came to. */
export function ActivityCheckCard({ checks: { newest, lastResult }, onCancel }: Props) {
  if (newest === null) return null;
  return (
    <BlockStack gap="400">
      <div role="status" className="visually-hidden">
        {wordsFor(newest)}
      </div>
      {newest.state === "running" ? <Running check={newest} onCancel={() => onCancel(newest.id)} /> : null}
      {newest.state === "cancelled" ? (
        <Note>
          {wordsFor(newest)}, <When check={newest} />. The rest was not looked at.
        </Note>
      ) : null}
      <Result check={lastResult ?? newest} />
    </BlockStack>
  );
}

const count = (events: number) => events.toLocaleString("en");

/** For a screen reader, which is told when it changes; so without what changes every second. */
function wordsFor(check: ActivityCheck): string {
  switch (check.state) {
    case "running":
      return "The log is being checked";
    case "whole":
      return `The log is whole: ${count(check.checked)} events`;
    case "damaged":
      return `The log does not hold at event ${check.damage?.seq ?? ""}`;
    case "cancelled":
      return `The check was stopped after ${count(check.checked)} of ${count(check.total)} events`;
  }
}

function Running({ check, onCancel }: { check: ActivityCheck; onCancel: () => void }) {
  const { checked, total, problem } = check;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm" id="activity-check">
          Checking the log
        </Text>
        <ProgressBar
          // Whole, because a screen reader says it.
          progress={total === 0 ? 0 : Math.floor((checked / total) * 100)}
          size="small"
          ariaLabelledBy="activity-check"
        />
        <InlineStack gap="300" blockAlign="center" align="space-between">
          <Text as="span" tone="subdued" numeric>
            {count(checked)} of {count(total)} events checked, asked for by {check.by}
          </Text>
          <Button variant="plain" onClick={onCancel}>
            Stop checking
          </Button>
        </InlineStack>
        <Text as="p" tone={problem ? "caution" : "subdued"}>
          {problem ? `${problem} It is tried again by itself.` : "It goes on when you leave this page."}
        </Text>
      </BlockStack>
    </Card>
  );
}

function Result({ check }: { check: ActivityCheck }) {
  if (check.state === "damaged")
    return (
      <Banner tone="critical" title={wordsFor(check)}>
        <p>
          What was found: {check.damage?.reason}. {count(check.checked)} events before it hold. Tell the people who run
          this app now, and keep a copy of the database. Checked <When check={check} />.
        </p>
      </Banner>
    );
  if (check.state !== "whole") return null;
  return (
    <Note title={wordsFor(check)}>
      No event was changed, removed or put elsewhere when it was checked, <When check={check} />. The signed heads
      outside the database, and the records of model calls, are checked by your operator.
    </Note>
  );
}

function Note({ title, children }: { title?: string; children: React.ReactNode }) {
  return (
    <Card>
      <BlockStack gap="100">
        {title ? (
          <Text as="h2" variant="headingSm">
            {title}
          </Text>
        ) : null}
        <Text as="p" tone="subdued">
          {children}
        </Text>
      </BlockStack>
    </Card>
  );
}

function When({ check }: { check: ActivityCheck }) {
  return (
    <>
      <RelativeTime date={check.finishedAt ?? check.startedAt} /> by {check.by}
    </>
  );
}
