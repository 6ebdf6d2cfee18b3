import { Badge, BlockStack, Card, DataTable, InlineStack, Text } from "@shopify/polaris";
import type { ShopPreview } from "~/modules/inference/preview-for-shop.server";
import { MarkedText } from "./marked-text";
import { detectorWords, PERSONAL_WORDS } from "./personal-words";

/** The text as a model would get it, a legend of what was replaced, and each removed value with how it was found. */
export function RedactionResult({ preview }: { preview: ShopPreview }) {
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            What the model would read
          </Text>
          <MarkedText text={preview.text} />
          <Legend removed={preview.removed} />
        </BlockStack>
      </Card>
      {preview.removed.length > 0 ? <RemovedTable removed={preview.removed} /> : null}
    </BlockStack>
  );
}

function Legend({ removed }: { removed: ShopPreview["removed"] }) {
  if (removed.length === 0)
    return (
      <Text as="p" tone="subdued">
        Nothing would be removed: no personal data was found in this text.
      </Text>
    );
  const counts = [...Map.groupBy(removed, ({ type }) => type)];
  return (
    <InlineStack gap="200">
      {counts.map(([type, values]) => (
        <span key={type} className="legend">
          <mark className="placeholder" data-type={type}>
            {type}
          </mark>{" "}
          {PERSONAL_WORDS[type]} × {values.length}
        </span>
      ))}
    </InlineStack>
  );
}

function RemovedTable({ removed }: { removed: ShopPreview["removed"] }) {
  return (
    <Card padding="0">
      <div className="filter-bar">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Removed
          </Text>
          <Badge>{String(removed.length)}</Badge>
        </InlineStack>
      </div>
      <DataTable
        columnContentTypes={["text", "text", "text", "numeric"]}
        headings={["Value", "Kind", "Found by", "Characters"]}
        rows={removed.map(({ value, type, detector, start, end }) => [
          value,
          PERSONAL_WORDS[type],
          detectorWords(detector),
          `${start}–${end}`,
        ])}
      />
    </Card>
  );
}
