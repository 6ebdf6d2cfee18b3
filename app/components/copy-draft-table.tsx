import { Badge, IndexTable, Link, Text } from "@shopify/polaris";
import type { CopyDraft } from "~/modules/product-copy/copy-draft";
import { COPY_FIELDS } from "~/modules/product-copy/copy-kinds";
import { copyUrl } from "./copy-url";
import { DRAFT_STATE } from "./draft-words";
import { PhoneTable } from "./phone-table";
import { RelativeTime } from "./relative-time";

export type DraftRow = Pick<CopyDraft, "id" | "productId" | "productTitle" | "kind" | "state" | "createdAt">;

/** Drafts, newest first; a row leads to the text that it is for. */
export function CopyDraftTable({ drafts, loading }: { drafts: readonly DraftRow[]; loading: boolean }) {
  return (
    <PhoneTable without={[4]}>
      <IndexTable
        resourceName={{ singular: "draft", plural: "drafts" }}
        itemCount={drafts.length}
        selectable={false}
        loading={loading}
        headings={[{ title: "Product" }, { title: "Text" }, { title: "State" }, { title: "Written" }]}
      >
        {drafts.map((draft, index) => (
          <IndexTable.Row key={draft.id} id={draft.id} position={index}>
            <IndexTable.Cell>
              <Link url={copyUrl(draft.productId, draft.kind)} dataPrimaryLink removeUnderline monochrome>
                <Text as="span" variant="bodyMd" fontWeight="semibold">
                  {draft.productTitle}
                </Text>
              </Link>
            </IndexTable.Cell>
            <IndexTable.Cell>{COPY_FIELDS[draft.kind].label}</IndexTable.Cell>
            <IndexTable.Cell>
              <DraftBadge state={draft.state} />
            </IndexTable.Cell>
            <IndexTable.Cell>
              <RelativeTime date={draft.createdAt} />
            </IndexTable.Cell>
          </IndexTable.Row>
        ))}
      </IndexTable>
    </PhoneTable>
  );
}

/** A draft's state. */
export function DraftBadge({ state }: { state: CopyDraft["state"] }) {
  const { label, tone } = DRAFT_STATE[state];
  return <Badge {...(tone ? { tone } : {})}>{label}</Badge>;
}
