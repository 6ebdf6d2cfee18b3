import { IndexTable, Text } from "@shopify/polaris";

/** A figure with its unit in a table, at the right edge of its column. */
export function NumberCell({ text }: { text: string }) {
  return (
    <IndexTable.Cell>
      <Text as="span" numeric alignment="end">
        {text}
      </Text>
    </IndexTable.Cell>
  );
}
