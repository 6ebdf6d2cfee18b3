import { Badge, BlockStack, Box, Card, List, Text } from "@shopify/polaris";
import type { Block, Document } from "~/modules/privacy/document";
import { TO_FILL } from "~/modules/privacy/render-document";
import { PhoneTable } from "./phone-table";

/** A document of sections, one card each; what the reader has to fill in stands out. */
export function DocumentView({ document: { intro, sections } }: { document: Document }) {
  return (
    <BlockStack gap="400">
      <Box paddingInline={{ xs: "400", sm: "0" }}>
        <Text as="p" tone="subdued">
          {intro}
        </Text>
      </Box>
      {sections.map(({ title, blocks }) => (
        <Card key={title}>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {title}
            </Text>
            {blocks.map((block, index) => (
              <BlockView key={index} block={block} title={title} />
            ))}
          </BlockStack>
        </Card>
      ))}
    </BlockStack>
  );
}

function BlockView({ block, title }: { block: Block; title: string }) {
  switch (block.kind) {
    case "text":
      return (
        <Box maxWidth="76ch">
          <Text as="p">{block.text}</Text>
        </Box>
      );
    case "list":
      return (
        <List>
          {block.items.map((item) => (
            <List.Item key={item}>{item}</List.Item>
          ))}
        </List>
      );
    case "fill":
      return (
        <div className="to-fill">
          <BlockStack gap="100" inlineAlign="start">
            <Badge tone="attention">{TO_FILL}</Badge>
            <Text as="p">{block.text}</Text>
          </BlockStack>
        </div>
      );
    case "table":
      return <TableView head={block.head} rows={block.rows} title={title} />;
  }
}

type TableProps = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly title: string;
};

function TableView({ head, rows, title }: TableProps) {
  return (
    <PhoneTable>
      <table className="document-table" aria-label={title}>
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, index) => (
            <tr key={index}>
              {cells.map((cell, at) => (
                <td key={at} className="document-cell">
                  {at === 0 ? null : <span className="phone-only">{head[at]}: </span>}
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </PhoneTable>
  );
}
