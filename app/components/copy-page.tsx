import { useNavigate } from "@remix-run/react";
import { Banner, BlockStack, Card, Layout, Page, Spinner, Tabs, Text, type PageProps } from "@shopify/polaris";
import type { CopyDraft } from "~/modules/product-copy/copy-draft";
import { COPY_FIELDS, COPY_KINDS, type CopyKind } from "~/modules/product-copy/copy-kinds";
import type { openProductCopy } from "~/modules/product-copy/open-product-copy.server";
import { ConflictBanner } from "./conflict-banner";
import { CopyDraftEditor } from "./copy-draft-editor";
import { CopyFactsCard } from "./copy-facts-card";
import { CopyHistoryCard } from "./copy-history-card";
import { CopyPublishedCard } from "./copy-published-card";
import { CopyTodayCard } from "./copy-today-card";
import { CopyWriteCard } from "./copy-write-card";
import { copyUrl } from "./copy-url";
import { explainFailure } from "./draft-words";
import { useDraftDesk, type DraftDesk } from "./use-draft-desk";
import { useDraftStream, type DraftStream } from "./use-draft-stream";
import { useMay } from "./use-staff";
import { useUnsavedGuard } from "./use-unsaved-guard";

export type CopyPageData = Awaited<ReturnType<typeof openProductCopy>> & { kind: CopyKind };

/** One text of one product: today's, the draft beside it, and what may be done. */
export function CopyPage({ page }: { page: CopyPageData }) {
  const { product, kind, draft } = page;
  const stream = useDraftStream(`${copyUrl(product.id)}/draft`, kind);
  const desk = useDraftDesk(draft);
  useUnsavedGuard(desk.dirty);
  const may: CopyRights = { write: useMay("copy.write"), publish: useMay("copy.publish") };
  return (
    <Page
      title={product.title}
      backAction={{ content: "Product copy", url: "/app/copy" }}
      {...pageActions(page, desk, stream, may)}
    >
      <BlockStack gap="400">
        <KindTabs page={page} />
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              <Problem text={desk.problem} />
              <Work page={page} desk={desk} stream={stream} may={may} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              {product.imageUrl === null ? null : (
                <img className="product-picture" src={product.imageUrl} alt={product.imageAlt} />
              )}
              <CopyFactsCard facts={page.facts} />
              <CopyHistoryCard productId={product.id} drafts={page.history} />
            </BlockStack>
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  );
}

/** What the reader's role allows; the server decides again. */
type CopyRights = { readonly write: boolean; readonly publish: boolean };

/** The next step is the page's one primary action. */
function pageActions(
  { draft }: CopyPageData,
  desk: DraftDesk,
  stream: DraftStream,
  may: CopyRights,
): Pick<PageProps, "primaryAction" | "secondaryActions"> {
  if (draft?.state !== "ready" || stream.writing) return {};
  const publish = { content: "Publish", onAction: desk.publish, loading: desk.busy === "publish" };
  const discard = { content: "Discard draft", onAction: desk.discard, loading: desk.busy === "discard" };
  return { ...(may.publish ? { primaryAction: publish } : {}), secondaryActions: may.write ? [discard] : [] };
}

function KindTabs({ page }: { page: CopyPageData }) {
  const navigate = useNavigate();
  const tabs = COPY_KINDS.map((kind) => ({ id: kind, content: COPY_FIELDS[kind].label }));
  return (
    <Tabs
      tabs={tabs}
      selected={COPY_KINDS.indexOf(page.kind)}
      onSelect={(index) => navigate(copyUrl(page.product.id, COPY_KINDS[index]))}
    />
  );
}

function Problem({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <Banner tone="critical" title="That did not work">
      <p>{text}</p>
    </Banner>
  );
}

type WorkProps = { page: CopyPageData; desk: DraftDesk; stream: DraftStream; may: CopyRights };

function Work({ page, desk, stream, may }: WorkProps) {
  const { kind, today, product } = page;
  if (kind === "image_alt" && product.imageUrl === null) {
    return (
      <Banner tone="info" title="This product has no picture">
        <p>Add one to the product in Shopify; its alt text can be written here then.</p>
      </Banner>
    );
  }
  const state = stream.writing ? "writing" : (page.draft?.state ?? "none");
  return (
    <>
      <Draft page={page} desk={desk} state={state} told={stream.error !== null} may={may} />
      {state === "writing" ? <CopyWriteCard kind={kind} stream={stream} isFirst={false} disabled /> : null}
      {state === "ready" || state === "published" ? null : <CopyTodayCard kind={kind} text={today.text} />}
      {state === "writing" || !may.write ? null : (
        <CopyWriteCard
          kind={kind}
          stream={stream}
          isFirst={state === "none" || state === "failed"}
          disabled={desk.dirty}
        />
      )}
    </>
  );
}

/** `told`: the card below says already why there is no draft. */
function Draft({ page, desk, state, told, may }: Omit<WorkProps, "stream"> & { state: string; told: boolean }) {
  const { draft, today, rules } = page;
  if (draft === null || state === "writing") return null;
  switch (draft.state) {
    case "ready": {
      const conflict = desk.conflict ?? (draft.before === today.text ? null : today.text);
      return (
        <>
          {conflict === null || !may.write ? null : (
            <ConflictBanner
              currentText={conflict}
              busy={desk.busy === "rebase"}
              onKeepTheirs={desk.discard}
              onUseAsBase={desk.rebase}
            />
          )}
          <CopyDraftEditor draft={draft} rules={rules} lost={today.lost} desk={desk} readOnly={!may.write} />
        </>
      );
    }
    case "published":
      return (
        <CopyPublishedCard draft={draft} busy={desk.busy === "undo"} onUndo={may.publish ? desk.undo : undefined} />
      );
    case "failed":
      return told ? null : <FailureBanner note={draft.note} />;
    default:
      return (
        <Card>
          <BlockStack gap="200" inlineAlign="center">
            <Spinner size="small" accessibilityLabel="Waiting" />
            <Text as="p" tone="subdued">
              One moment: this draft is at work.
            </Text>
          </BlockStack>
        </Card>
      );
  }
}

function FailureBanner({ note }: { note: CopyDraft["note"] }) {
  const { title, text, tone } = explainFailure(note);
  return (
    <Banner tone={tone} title={title}>
      <p>{text}</p>
    </Banner>
  );
}
