import { IndexTable, Text } from "@shopify/polaris";

type Props = {
  readonly text: string;
  /** What it counts, for a phone, whose cards have no heads of columns. */
  readonly label?: string;
};

/** A figure with its unit in a table, at the right edge of its column. */
export function NumberCell({ text, label }: Props) {
  return (
    <IndexTable.Cell>
      <Text as="span" numeric alignment="end">
        {label ? <span className="phone-only">{label} </span> : null}
        {text}
      </Text>
    </IndexTable.Cell>
  );
}
