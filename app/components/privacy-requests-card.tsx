import { useFetcher } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, ButtonGroup, Card, IndexTable, InlineStack, Text } from "@shopify/polaris";
import type { RequestSummary } from "~/modules/privacy/request-summary";
import { dueWords } from "./due-words";
import { EmptyPage } from "./empty-page";
import { PhoneTable } from "./phone-table";
import { ORIGIN_WORDS, REASON_WORDS, resultWords, STATE_WORDS, TOPIC_WORDS } from "./privacy-words";
import { RelativeTime } from "./relative-time";
import { RequestProof } from "./request-proof";
import { useDownload } from "./use-download";
import { useMay } from "./use-staff";

/** Requests about customers' data, newest first: what is asked, until when, and what came of it. */
export function PrivacyRequestsCard({ requests }: { requests: readonly RequestSummary[] }) {
  const { busy, problem, download } = useDownload();
  if (requests.length === 0) {
    return (
      <EmptyPage heading="No requests yet">
        When a customer asks your shop for a copy of their data or for its erasure, Shopify tells this app, and the
        request appears here with its due date and, once it is done, its proof.
      </EmptyPage>
    );
  }
  return (
    <BlockStack gap="300">
      {problem ? (
        <Banner tone="critical" title="The copy could not be downloaded">
          <p>{problem}</p>
        </Banner>
      ) : null}
      <Card padding="0">
        <PhoneTable>
          <IndexTable
            resourceName={{ singular: "request", plural: "requests" }}
            itemCount={requests.length}
            selectable={false}
            headings={[
              { title: "Request" },
              { title: "State" },
              { title: "Received" },
              { title: "Due" },
              { title: "Result and proof" },
            ]}
          >
            {requests.map((request, index) => (
              <RequestRow key={request.id} request={request} index={index} busy={busy} download={download} />
            ))}
          </IndexTable>
        </PhoneTable>
      </Card>
    </BlockStack>
  );
}

type RowProps = {
  readonly request: RequestSummary;
  readonly index: number;
  readonly busy: string | null;
  readonly download: (url: string, name: string) => void;
};

function RequestRow({ request, index, busy, download }: RowProps) {
  const { topic, origin, shopifyId, reason, state, receivedAt, dueAt, attempts } = request;
  const { label, tone } = STATE_WORDS[state];
  return (
    <IndexTable.Row id={request.id} position={index} {...(state === "overdue" ? { tone: "critical" as const } : {})}>
      <IndexTable.Cell>
        <BlockStack>
          <Text as="span" fontWeight="medium">
            {TOPIC_WORDS[topic]}
          </Text>
          <Text as="span" tone="subdued" variant="bodySm">
            {shopifyId ? `Shopify’s request ${shopifyId}` : ORIGIN_WORDS[origin]}
          </Text>
          {reason && origin === "staff" ? (
            <Text as="span" tone="subdued" variant="bodySm">
              {REASON_WORDS[reason]}
            </Text>
          ) : null}
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <InlineStack gap="100">
          <Badge {...(tone ? { tone } : {})}>{label}</Badge>
          {attempts > 1 ? <Badge>{`${attempts} tries`}</Badge> : null}
        </InlineStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <span className="phone-only">Received </span>
        <RelativeTime date={receivedAt} />
      </IndexTable.Cell>
      {state === "done" ? (
        <IndexTable.Cell className="desk-only">–</IndexTable.Cell>
      ) : (
        <IndexTable.Cell>
          <span className="phone-only">Due </span>
          <RelativeTime date={dueAt} words={dueWords} />
        </IndexTable.Cell>
      )}
      <IndexTable.Cell>
        {state === "done" ? (
          <DoneCell request={request} busy={busy} download={download} />
        ) : (
          <OpenCell request={request} />
        )}
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}

function DoneCell({ request, busy, download }: Omit<RowProps, "index">) {
  const { id, topic, downloadUntil, proof } = request;
  const mayManage = useMay("privacy.manage");
  return (
    <div className="request-result">
      <Text as="span">{resultWords(request)}</Text>
      {downloadUntil ? (
        <BlockStack gap="100">
          {mayManage ? (
            <ButtonGroup>
              {(["html", "json"] as const).map((format) => {
                const url = `/app/privacy/requests/${id}/export?format=${format}`;
                const words = format === "html" ? "Download page" : "Download JSON";
                return (
                  <Button
                    key={format}
                    size="slim"
                    loading={busy === url}
                    disabled={busy !== null && busy !== url}
                    onClick={() => download(url, `customer-data-${id}.${format}`)}
                  >
                    {words}
                  </Button>
                );
              })}
            </ButtonGroup>
          ) : null}
          <Text as="span" tone="subdued" variant="bodySm">
            Kept until <RelativeTime date={downloadUntil} words={exactDay} />
          </Text>
        </BlockStack>
      ) : null}
      {topic === "CUSTOMERS_DATA_REQUEST" && !downloadUntil && request.counts["parts"] ? (
        <Text as="span" tone="subdued" variant="bodySm">
          The copy is no longer kept.
        </Text>
      ) : null}
      {proof ? <RequestProof proof={proof} /> : null}
    </div>
  );
}

const exactDay = (time: Date) => new Intl.DateTimeFormat("en", { dateStyle: "medium" }).format(time);

function OpenCell({ request: { id, lastError, attempts } }: { request: RequestSummary }) {
  const fetcher = useFetcher();
  const mayManage = useMay("privacy.manage");
  if (lastError === null && attempts === 0) return <Text as="span">Begins in a few seconds</Text>;
  return (
    <div className="request-result">
      <Text as="span">{lastError ?? "In progress"}</Text>
      {lastError === null ? null : (
        <BlockStack gap="100" inlineAlign="start">
          {mayManage ? (
            <Button
              size="slim"
              loading={fetcher.state !== "idle"}
              onClick={() => void fetcher.submit(null, { method: "post", action: `/app/privacy/requests/${id}` })}
            >
              Try again
            </Button>
          ) : null}
          <Text as="span" tone="subdued" variant="bodySm">
            It is also tried again by itself.
          </Text>
        </BlockStack>
      )}
    </div>
  );
}
