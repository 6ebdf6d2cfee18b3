import { Banner, BlockStack, Card, Text } from "@shopify/polaris";
import type { CopyDraft } from "~/modules/product-copy/copy-draft";
import { DiffText } from "./diff-text";
import { RelativeTime } from "./relative-time";

type Props = {
  draft: CopyDraft & { before: string; published: string };
  busy: boolean;
  onUndo: (() => void) | undefined;
};

/** A published draft: what it changed, and the way back. */
export function CopyPublishedCard({ draft, busy, onUndo }: Props) {
  return (
    <>
      <Banner
        tone="success"
        title="Published: the storefront shows this text"
        {...(onUndo ? { action: { content: "Undo", onAction: onUndo, loading: busy } } : {})}
      >
        <p>
          {draft.publishedAt === null ? null : (
            <>
              This was <RelativeTime date={draft.publishedAt} />.{" "}
            </>
          )}
          Undo puts the earlier text back, unless somebody has changed it since.
        </p>
      </Banner>
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingSm">
            What changed
          </Text>
          <DiffText before={draft.before} after={draft.published} />
        </BlockStack>
      </Card>
    </>
  );
}
