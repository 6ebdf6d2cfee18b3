import { Badge, BlockStack, Card, InlineGrid, InlineStack, Link, Text } from "@shopify/polaris";
import type { CallRecord } from "~/modules/inference/call-record";
import { formatDuration } from "~/modules/review/log-words";
import { DiffText } from "./diff-text";
import { Outcome } from "./log-side";
import { MarkedText } from "./marked-text";

type Props = { readonly original: CallRecord; readonly chosen: CallRecord };

/** What came back the first time and the second, side by side and word by word. */
export function ReplayComparison({ original, chosen }: Props) {
  return (
    <Card>
      <BlockStack gap="400">
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
          <Side title="The original" record={original} />
          <Side title="Made again" record={chosen} />
        </InlineGrid>
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            Word by word
          </Text>
          <DiffText before={original.response ?? ""} after={chosen.response ?? ""} />
        </BlockStack>
        <Text as="p" tone="subdued" variant="bodySm">
          Compared is what the model wrote. What the chat does with an answer afterwards, such as completing it from the
          shop’s pages, is not made again.
        </Text>
      </BlockStack>
    </Card>
  );
}

function Side({ title, record }: { title: string; record: CallRecord }) {
  const facts = [
    record.model || "No model",
    record.promptVersion,
    `${record.promptTokens ?? "–"} + ${record.completionTokens ?? "–"} tokens`,
    formatDuration(record.totalMs),
  ];
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h2" variant="headingSm">
          <Link url={`/app/logs/${record.id}`} removeUnderline>
            {title}
          </Link>
        </Text>
        <Outcome state={record.state} />
        {record.withheld ? <Badge tone="warning">Sentence withheld</Badge> : null}
      </InlineStack>
      <Text as="p" tone="subdued" variant="bodySm">
        {facts.join(" · ")}
      </Text>
      {record.response ? (
        <MarkedText text={record.response} />
      ) : (
        <Text as="p" tone="subdued">
          {record.erased ? "Erased." : "Nothing came back."}
        </Text>
      )}
    </BlockStack>
  );
}
