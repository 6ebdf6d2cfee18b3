import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { EndpointSummary } from "~/modules/inference/endpoint";
import { formatDuration } from "~/modules/review/log-words";
import { endpointStatus, PURPOSE_LABELS, SERVER_LABELS } from "./model-words";
import { RelativeTime } from "./relative-time";

/** What is known of a model server, beside its check. */
export function ModelFactsCard({ endpoint }: { endpoint: EndpointSummary }) {
  const { lastCheck, lastCheckAt } = endpoint;
  const { label, tone } = endpointStatus(endpoint);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Server
          </Text>
          <Badge {...(tone ? { tone } : {})}>{label}</Badge>
        </InlineStack>
        <dl className="facts">
          <Fact name="Address">{endpoint.baseUrl}</Fact>
          <Fact name="Model">{endpoint.model}</Fact>
          <Fact name="Used for">{endpoint.purposes.map((purpose) => PURPOSE_LABELS[purpose]).join(", ")}</Fact>
          <Fact name="API key">{endpoint.hasApiKey ? "Stored, never shown" : "None"}</Fact>
          {endpoint.id === null ? <Fact name="Set by">The operator of this app</Fact> : null}
          {lastCheck === null ? null : <CheckedFacts report={lastCheck} />}
          {lastCheckAt === null ? null : (
            <Fact name="Checked">
              <RelativeTime date={lastCheckAt} />
            </Fact>
          )}
        </dl>
      </BlockStack>
    </Card>
  );
}

function CheckedFacts({ report }: { report: NonNullable<EndpointSummary["lastCheck"]> }) {
  const { server, capabilities, firstTokenMs } = report;
  const { contextTokens, jsonSchema, tools } = capabilities;
  return (
    <>
      <Fact name="Kind">{server.fingerprint ?? SERVER_LABELS[server.kind]}</Fact>
      <Fact name="Context">{contextTokens === null ? "Unknown" : `${contextTokens.toLocaleString("en")} tokens`}</Fact>
      <Fact name="First word">{firstTokenMs === null ? "Unknown" : `After ${formatDuration(firstTokenMs)}`}</Fact>
      <Fact name="JSON schema">{jsonSchema ? "Yes" : "No"}</Fact>
      <Fact name="Tools">{tools ? "Yes" : "No"}</Fact>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>
        <Text as="span" tone="subdued">
          {name}
        </Text>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
