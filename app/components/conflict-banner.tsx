import { Banner, BlockStack, Text } from "@shopify/polaris";

type Props = { currentText: string; busy: boolean; onKeepTheirs: () => void; onUseAsBase: () => void };

/** The text changed in Shopify after the draft was made: nothing is overwritten until staff choose. */
export function ConflictBanner({ currentText, busy, onKeepTheirs, onUseAsBase }: Props) {
  return (
    <Banner
      tone="warning"
      title="The text in Shopify has changed since this draft was made"
      action={{ content: "Compare my draft with it", onAction: onUseAsBase, loading: busy }}
      secondaryAction={{ content: "Keep it and discard my draft", onAction: onKeepTheirs }}
    >
      <BlockStack gap="200">
        <p>Nothing was published. This is the text now:</p>
        {currentText === "" ? (
          <Text as="p" tone="subdued">
            Empty.
          </Text>
        ) : (
          <blockquote className="copy-text">{currentText}</blockquote>
        )}
      </BlockStack>
    </Banner>
  );
}
