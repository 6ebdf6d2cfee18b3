import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { Banner, BlockStack, Page, Tabs } from "@shopify/polaris";
import { DocumentView } from "~/components/document-view";
import { ErrorPage } from "~/components/error-page";
import { useDownload } from "~/components/use-download";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { gatherRecords } from "~/modules/privacy/gather-records.server";
import { DOCUMENTS, makeDocument, type DocumentFormat, type DocumentName } from "~/modules/privacy/privacy-documents";
import { requireShop } from "~/modules/tenancy/require-shop.server";

const TAB_WORDS: Readonly<Record<DocumentName, string>> = {
  records: "Records of processing",
  dpia: "Impact assessment (draft)",
  measures: "Security measures",
};

const FORMAT_WORDS: Readonly<Record<DocumentFormat, string>> = { html: "Page", md: "Markdown", json: "JSON" };

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "privacy.view");
  const wanted = new URL(request.url).searchParams.get("document");
  const name = DOCUMENTS.find((known) => known === wanted) ?? "records";
  return { name, document: makeDocument(name, await gatherRecords(shop)) };
});

export default function Records() {
  const { name, document } = useLoaderData<typeof loader>();
  const [, setParams] = useSearchParams();
  const { busy, problem, download } = useDownload();
  const formats: readonly DocumentFormat[] = ["html", "md", "json"];
  return (
    <Page
      title="Records of processing"
      backAction={{ content: "Privacy", url: "/app/privacy" }}
      actionGroups={[
        {
          title: "Download",
          disabled: busy !== null,
          actions: formats.map((format) => ({
            content: FORMAT_WORDS[format],
            onAction: () =>
              download(`/app/privacy/records/export?document=${name}&format=${format}`, `${name}.${format}`),
          })),
        },
      ]}
    >
      <BlockStack gap="400">
        {problem ? (
          <Banner tone="critical" title="The document could not be downloaded">
            <p>{problem}</p>
          </Banner>
        ) : null}
        <Tabs
          tabs={DOCUMENTS.map((id) => ({ id, content: TAB_WORDS[id], panelID: "document-panel" }))}
          selected={DOCUMENTS.indexOf(name)}
          onSelect={(index) => setParams({ document: DOCUMENTS[index] ?? "records" })}
        />
        <div id="document-panel" role="tabpanel" aria-labelledby={name}>
          <DocumentView document={document} />
        </div>
      </BlockStack>
    </Page>
  );
}

export const ErrorBoundary = ErrorPage;
