import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { COPY_FIELDS, type CopyKind } from "~/modules/product-copy/copy-kinds";
import { CharacterCount } from "./character-count";

/** The text as the storefront has it now. */
export function CopyTodayCard({ kind, text }: { kind: CopyKind; text: string }) {
  const { hint, label, limit } = COPY_FIELDS[kind];
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            {label} today
          </Text>
          <CharacterCount text={text} limit={limit} />
        </InlineStack>
        {text === "" ? (
          <Text as="p" tone="subdued">
            Empty. {hint}
          </Text>
        ) : (
          <div className="copy-text">{text}</div>
        )}
      </BlockStack>
    </Card>
  );
}
