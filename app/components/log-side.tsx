import { Badge, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { OpenedLog } from "~/modules/review/open-log.server";
import { OUTCOME, PURPOSE } from "~/modules/review/log-words";
import { CallFacts } from "./call-facts";
import { ExactTime, RelativeTime } from "./relative-time";
import { StageTimeline } from "./stage-timeline";

/** The measured facts of a call, what its stages decided, and the calls beside it. */
export function LogSide({ opened }: { opened: OpenedLog }) {
  const { record, related } = opened;
  return (
    <>
      <SideCard title="This call">
        <ExactTime date={record.createdAt} />
        <CallFacts record={record} />
      </SideCard>
      <SideCard title="Stages">
        <StageTimeline verdicts={record.verdicts} />
      </SideCard>
      {related.length > 0 ? (
        <SideCard title={record.conversationId ? "Other calls of this conversation" : "Other calls for this product"}>
          <ul className="plain-list">
            {related.map((call) => (
              <li key={call.id}>
                <InlineStack gap="200" blockAlign="center" align="space-between">
                  <Link url={`/app/logs/${call.id}`}>
                    {PURPOSE[call.purpose] ?? call.purpose}, <RelativeTime date={call.createdAt} />
                  </Link>
                  <Outcome state={call.state} />
                </InlineStack>
              </li>
            ))}
          </ul>
        </SideCard>
      ) : null}
    </>
  );
}

/** A call's outcome as a badge. */
export function Outcome({ state }: { state: string }) {
  const outcome = OUTCOME[state];
  return outcome ? <Badge tone={outcome.tone}>{outcome.label}</Badge> : null;
}

function SideCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {title}
        </Text>
        {children}
      </BlockStack>
    </Card>
  );
}
