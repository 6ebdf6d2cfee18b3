import { Badge, BlockStack, InlineStack, Text, Tooltip } from "@shopify/polaris";
import type { StageVerdict } from "~/modules/inference/inference-types";
import { describeDetail, formatDuration, STAGE, VERDICT } from "~/modules/review/log-words";

/** What each stage decided, in order, with its time. */
export function StageTimeline({ verdicts }: { verdicts: readonly StageVerdict[] }) {
  if (verdicts.length === 0)
    return (
      <Text as="p" tone="subdued">
        No stage has reported yet.
      </Text>
    );
  return (
    <ol className="plain-list">
      {verdicts.map((entry, index) => (
        <li key={index}>
          <StageRow entry={entry} />
        </li>
      ))}
    </ol>
  );
}

function StageRow({ entry }: { entry: StageVerdict }) {
  const { label, help } = STAGE[entry.stage];
  const verdict = VERDICT[entry.verdict];
  const detail = describeDetail(entry.detail);
  return (
    <BlockStack gap="050">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Tooltip content={help}>
          <Text as="span" variant="bodyMd" fontWeight="medium">
            {label}
          </Text>
        </Tooltip>
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" tone="subdued" numeric variant="bodySm">
            {formatDuration(entry.ms)}
          </Text>
          <Badge {...(verdict.tone ? { tone: verdict.tone } : {})}>{verdict.label}</Badge>
        </InlineStack>
      </InlineStack>
      {detail ? (
        <Text as="span" tone="subdued" variant="bodySm" breakWord>
          {detail}
        </Text>
      ) : null}
    </BlockStack>
  );
}
