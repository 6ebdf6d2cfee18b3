import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Badge, BlockStack, Card, InlineStack, Layout, Page, Text } from "@shopify/polaris";
import { CallFacts } from "~/components/call-facts";
import { ErrorPage } from "~/components/error-page";
import { MarkedText } from "~/components/marked-text";
import { RelativeTime } from "~/components/relative-time";
import { RevealPersonalData } from "~/components/reveal-personal-data";
import { StageTimeline } from "~/components/stage-timeline";
import type { Evidence } from "~/modules/inference/inference-types";
import { OUTCOME, PURPOSE } from "~/modules/review/log-words";
import { countPlaceholders } from "~/modules/review/marked-text";
import { openLog } from "~/modules/review/open-log.server";
import { splitSentBody, type SentMessage } from "~/modules/review/sent-messages";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";
import { requireParam } from "~/lib/require-param";

export const loader = withErrorResponse(async ({ request, params }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "logs.view");
  return openLog(shop, requireParam(params, "callId"));
});

export default function LogDetail() {
  const record = useLoaderData<typeof loader>();
  const outcome = OUTCOME[record.state];
  const sent = splitSentBody(record.request ?? "");
  return (
    <Page
      title={PURPOSE[record.purpose] ?? record.purpose}
      backAction={{ content: "LLM logs", url: "/app/logs" }}
      titleMetadata={
        <InlineStack gap="100">
          {outcome ? <Badge tone={outcome.tone}>{outcome.label}</Badge> : null}
          {record.withheld ? <Badge tone="warning">Sentence withheld</Badge> : null}
        </InlineStack>
      }
      subtitle={`Call ${record.id}`}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <SentCard messages={sent.messages} parameters={sent.parameters} />
            <TextCard title="What came back" text={record.response} none="Nothing came back from the model." />
            {record.released !== null && record.released !== record.response ? (
              <TextCard
                title="Released to the reader"
                text={record.released}
                none={
                  record.verdicts.some(({ detail }) => "tool_calls" in detail)
                    ? "Nothing: the model asked to look something up first."
                    : "Nothing: every sentence was withheld."
                }
              />
            ) : null}
            <EvidenceCard evidence={record.evidence} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <Card>
              <BlockStack gap="300">
                <Text as="h2" variant="headingSm">
                  This call
                </Text>
                <RelativeTime date={record.createdAt} />
                <CallFacts record={record} />
              </BlockStack>
            </Card>
            <RevealPersonalData callId={record.id} erased={record.erased} />
            <Card>
              <BlockStack gap="300">
                <Text as="h2" variant="headingSm">
                  Stages
                </Text>
                <StageTimeline verdicts={record.verdicts} />
              </BlockStack>
            </Card>
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

function SentCard({ messages, parameters }: { messages: readonly SentMessage[]; parameters: string }) {
  const legend = [...countPlaceholders(messages.map((message) => message.content))];
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" gap="200">
          <Text as="h2" variant="headingSm">
            What was sent
          </Text>
          <Legend counts={legend} />
        </InlineStack>
        {messages.map((message, index) => (
          <section key={index} aria-label={`${message.role} message`}>
            <Text as="h3" variant="bodySm" tone="subdued">
              {message.role}
            </Text>
            <MarkedText text={message.content} />
          </section>
        ))}
        {parameters ? (
          <details>
            <summary>Parameters</summary>
            <MarkedText text={parameters} />
          </details>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function Legend({ counts }: { counts: readonly (readonly [string, number])[] }) {
  if (counts.length === 0)
    return (
      <Text as="span" tone="subdued" variant="bodySm">
        No personal data was found in it
      </Text>
    );
  return (
    <InlineStack gap="200">
      {counts.map(([type, count]) => (
        <span key={type} className="legend">
          <mark className="placeholder" data-type={type}>
            {type.toLowerCase()}
          </mark>{" "}
          {count} replaced
        </span>
      ))}
    </InlineStack>
  );
}

function TextCard({ title, text, none }: { title: string; text: string | null; none: string }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {title}
        </Text>
        {text ? (
          <MarkedText text={text} />
        ) : (
          <Text as="p" tone="subdued">
            {none}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function EvidenceCard({ evidence }: { evidence: readonly Evidence[] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Evidence
        </Text>
        {evidence.length === 0 ? (
          <Text as="p" tone="subdued">
            This call used no evidence.
          </Text>
        ) : null}
        {evidence.map((item) => (
          <details key={item.id}>
            <summary>
              [{item.id}] {item.title}
            </summary>
            <MarkedText text={item.text} />
          </details>
        ))}
      </BlockStack>
    </Card>
  );
}

export const ErrorBoundary = ErrorPage;
