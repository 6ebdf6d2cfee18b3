import { BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { CopyDraft } from "~/modules/product-copy/copy-draft";
import { COPY_FIELDS } from "~/modules/product-copy/copy-kinds";
import { DraftBadge } from "./copy-draft-table";
import { copyUrl } from "./copy-url";
import { RelativeTime } from "./relative-time";

type Entry = Pick<CopyDraft, "id" | "kind" | "state" | "createdAt">;

/** The newest drafts of one product. */
export function CopyHistoryCard({ productId, drafts }: { productId: string; drafts: readonly Entry[] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Drafts of this product
        </Text>
        {drafts.length === 0 ? (
          <Text as="p" tone="subdued">
            None yet.
          </Text>
        ) : null}
        <ul className="plain-list">
          {drafts.map((draft) => (
            <li key={draft.id}>
              <InlineStack align="space-between" blockAlign="center" gap="200">
                <BlockStack>
                  <Link url={copyUrl(productId, draft.kind)} removeUnderline>
                    {COPY_FIELDS[draft.kind].label}
                  </Link>
                  <Text as="span" variant="bodySm" tone="subdued">
                    <RelativeTime date={draft.createdAt} />
                  </Text>
                </BlockStack>
                <DraftBadge state={draft.state} />
              </InlineStack>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}
