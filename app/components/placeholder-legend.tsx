import { InlineStack, Text } from "@shopify/polaris";
import { countPlaceholders } from "~/modules/review/marked-text";

/** Which kinds of personal data were replaced in the texts below, and how often each stands there. */
export function PlaceholderLegend({ texts }: { texts: readonly string[] }) {
  const counts = [...countPlaceholders(texts)];
  if (counts.length === 0)
    return (
      <Text as="span" tone="subdued" variant="bodySm">
        No placeholders: no personal data was found
      </Text>
    );
  return (
    <InlineStack gap="200">
      {counts.map(([type, count]) => (
        <span key={type} className="legend">
          <mark className="placeholder" data-type={type}>
            {type.toLowerCase()}
          </mark>{" "}
          × {count}
        </span>
      ))}
    </InlineStack>
  );
}
