import { Badge, BlockStack, Button, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import type { TestRun } from "~/modules/review/test-run";
import { RelativeTime } from "./relative-time";

const PROMPTS: Readonly<Record<string, string>> = {
  as_sent: "instructions as sent",
  current: "instructions used now",
  experiment: "an experiment",
};

type Props = {
  readonly run: TestRun;
  /** Absent for who may not stop it. */
  readonly onCancel?: (id: string) => void;
};

/** One time that the test set was asked: how far it is, or what came of it. */
export function TestRunCard({ run, onCancel }: Props) {
  const { counts, total, state } = run;
  const asked = counts.pass + counts.withheld + counts.fail + counts.erased;
  const labelId = `run-${run.id}`;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm" id={labelId}>
            {run.model} on {run.serverName}, {PROMPTS[run.prompt] ?? run.prompt}
          </Text>
          <Text as="span" tone="subdued">
            <RelativeTime date={run.createdAt} />
          </Text>
        </InlineStack>
        {state === "running" ? (
          <BlockStack gap="200">
            <ProgressBar
              progress={total === 0 ? 0 : Math.floor((asked / total) * 100)}
              size="small"
              ariaLabelledBy={labelId}
            />
            <InlineStack gap="300" blockAlign="center">
              <Text as="span" tone="subdued">
                {asked} of {total} asked
              </Text>
              {onCancel ? (
                <Button variant="plain" tone="critical" onClick={() => onCancel(run.id)}>
                  Stop
                </Button>
              ) : null}
            </InlineStack>
            {run.problem ? (
              <InlineStack gap="200" blockAlign="center">
                <Badge tone="attention">Waiting</Badge>
                <Text as="span">{run.problem} It is tried again by itself, every five minutes at the latest.</Text>
              </InlineStack>
            ) : null}
          </BlockStack>
        ) : null}
        {state === "cancelled" && run.problem ? (
          <Text as="p" tone="caution">
            {run.problem}
          </Text>
        ) : null}
        <InlineStack gap="200">
          <Badge tone="success">{`${counts.pass} passed`}</Badge>
          <Badge tone="warning">{`${counts.withheld} withheld`}</Badge>
          <Badge tone="critical">{`${counts.fail} failed`}</Badge>
          {counts.erased > 0 ? <Badge>{`${counts.erased} erased`}</Badge> : null}
          {state === "cancelled" ? <Badge>Stopped</Badge> : null}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
