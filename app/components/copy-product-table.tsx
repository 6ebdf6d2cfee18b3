import { Badge, IndexTable, InlineStack, Link, Text, Thumbnail } from "@shopify/polaris";
import { COPY_FIELDS, COPY_KINDS } from "~/modules/product-copy/copy-kinds";
import type { CopyProduct } from "~/modules/product-copy/list-copy-products.server";
import { CopyHealthBadge } from "./copy-health-badge";
import { copyUrl } from "./copy-url";
import { copyWorkWords } from "./copy-work-words";
import noPicture from "./no-picture.svg?url";
import { PhoneTable } from "./phone-table";

const STATUS = {
  ACTIVE: { label: "Active", tone: "success" },
  DRAFT: { label: "Draft", tone: "info" },
  ARCHIVED: { label: "Archived", tone: undefined },
  UNLISTED: { label: "Unlisted", tone: undefined },
} as const satisfies Record<CopyProduct["status"], { label: string; tone: "success" | "info" | undefined }>;

/** Products with how each of their texts stands; a row leads to the product's copy. */
export function CopyProductTable({ products, loading }: { products: readonly CopyProduct[]; loading: boolean }) {
  return (
    <PhoneTable without={[2, 3, 4, 5, 6]}>
      <IndexTable
        resourceName={{ singular: "product", plural: "products" }}
        itemCount={products.length}
        selectable={false}
        loading={loading}
        headings={[
          { title: "Product" },
          { title: "Status" },
          ...COPY_KINDS.map((kind) => ({ title: COPY_FIELDS[kind].label })),
        ]}
      >
        {products.map((product, index) => (
          <Row key={product.id} product={product} index={index} />
        ))}
      </IndexTable>
    </PhoneTable>
  );
}

function Row({ product, index }: { product: CopyProduct; index: number }) {
  const status = STATUS[product.status];
  return (
    <IndexTable.Row id={product.id} position={index}>
      <IndexTable.Cell>
        <InlineStack gap="300" blockAlign="center" wrap={false}>
          <Thumbnail source={product.imageUrl ?? noPicture} alt="" size="small" />
          <div>
            <Link url={copyUrl(product.id)} dataPrimaryLink removeUnderline monochrome>
              <Text as="span" variant="bodyMd" fontWeight="semibold">
                {product.title}
              </Text>
            </Link>
            <Text as="p" variant="bodySm" tone="subdued">
              {product.vendor}
            </Text>
            <span className="phone-only">
              <Text as="span" variant="bodySm" tone="subdued">
                {copyWorkWords(product.health)}
              </Text>
            </span>
          </div>
        </InlineStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Badge {...(status.tone ? { tone: status.tone } : {})}>{status.label}</Badge>
      </IndexTable.Cell>
      {COPY_KINDS.map((kind) => (
        <IndexTable.Cell key={kind}>
          <CopyHealthBadge health={product.health[kind]} />
        </IndexTable.Cell>
      ))}
    </IndexTable.Row>
  );
}
