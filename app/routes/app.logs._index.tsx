import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import {
  Badge,
  Card,
  EmptySearchResult,
  IndexTable,
  InlineStack,
  Link,
  Page,
  Pagination,
  Select,
  Text,
} from "@shopify/polaris";
import { ErrorPage } from "~/components/error-page";
import { RelativeTime } from "~/components/relative-time";
import { listCallRecords } from "~/modules/inference/list-call-records.server";
import { LOGS_PER_PAGE, parseLogFilters, toCallFilter } from "~/modules/review/log-filters";
import { formatDuration, OUTCOME, PURPOSE } from "~/modules/review/log-words";
import { useLogActions } from "~/components/use-log-actions";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "logs.view");
  const { searchParams } = new URL(request.url);
  const staffId = shop.actor.kind === "staff" ? shop.actor.id : "";
  const filter = toCallFilter(parseLogFilters(searchParams), { now: new Date(), staffId });
  const [after, before] = [searchParams.get("after") ?? undefined, searchParams.get("before") ?? undefined];
  return listCallRecords(shop, filter, { after, before, limit: LOGS_PER_PAGE });
});

type LogRow = ReturnType<typeof useLoaderData<typeof loader>>["records"][number];

export default function Logs() {
  const { records, nextCursor } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const loading = useNavigation().state === "loading";
  const filtered = params.has("purpose") || params.has("state");
  return (
    <Page
      title="LLM logs"
      subtitle="Every call to your model server, newest first. A call is written here before it is made."
      secondaryActions={useLogActions()}
    >
      <Card padding="0">
        <LogFilterBar />
        <IndexTable
          resourceName={{ singular: "call", plural: "calls" }}
          itemCount={records.length}
          selectable={false}
          loading={loading}
          emptyState={
            <EmptySearchResult
              title={filtered ? "No call matches these filters" : "No calls yet"}
              description={
                filtered
                  ? "Choose other filters to see more."
                  : "Ask the chat on your storefront something, or write a product text, and the call appears here."
              }
              withIllustration={false}
            />
          }
          headings={[
            { title: "Time" },
            { title: "Feature" },
            { title: "Outcome" },
            { title: "Model" },
            { title: "Tokens", alignment: "end" },
            { title: "First token", alignment: "end" },
            { title: "Total", alignment: "end" },
          ]}
        >
          {records.map((record, index) => (
            <Row key={record.id} record={record} index={index} />
          ))}
        </IndexTable>
      </Card>
      <div className="pager">
        <Pagination
          hasPrevious={params.has("after")}
          onPrevious={() => history.back()}
          hasNext={nextCursor !== null}
          onNext={() => {
            setParams((old) => {
              old.set("after", nextCursor ?? "");
              return old;
            });
          }}
          accessibilityLabel="Pages of calls"
        />
      </div>
    </Page>
  );
}

function LogFilterBar() {
  const [params, setParams] = useSearchParams();
  const select = (name: string) => (value: string) => {
    setParams((old) => {
      old.delete("after");
      if (value) old.set(name, value);
      else old.delete(name);
      return old;
    });
  };
  const options = (words: Record<string, string>) => [
    { label: "All", value: "" },
    ...Object.entries(words).map(([value, label]) => ({ value, label })),
  ];
  const outcomes = Object.fromEntries(Object.entries(OUTCOME).map(([value, { label }]) => [value, label]));
  return (
    <div className="filter-bar">
      <InlineStack gap="300">
        <Select
          label="Feature"
          labelInline
          options={options(PURPOSE)}
          value={params.get("purpose") ?? ""}
          onChange={select("purpose")}
        />
        <Select
          label="Outcome"
          labelInline
          options={options(outcomes)}
          value={params.get("state") ?? ""}
          onChange={select("state")}
        />
      </InlineStack>
    </div>
  );
}

function Row({ record, index }: { record: LogRow; index: number }) {
  const outcome = OUTCOME[record.state];
  return (
    <IndexTable.Row id={record.id} position={index}>
      <IndexTable.Cell>
        <Link url={`/app/logs/${record.id}`} dataPrimaryLink removeUnderline>
          <RelativeTime date={record.createdAt} />
        </Link>
      </IndexTable.Cell>
      <IndexTable.Cell>{PURPOSE[record.purpose] ?? record.purpose}</IndexTable.Cell>
      <IndexTable.Cell>
        <InlineStack gap="100">
          {outcome ? <Badge tone={outcome.tone}>{outcome.label}</Badge> : null}
          {record.withheld ? <Badge tone="warning">Sentence withheld</Badge> : null}
        </InlineStack>
      </IndexTable.Cell>
      <IndexTable.Cell>{record.model}</IndexTable.Cell>
      <NumberCell
        text={record.promptTokens === null ? "–" : `${record.promptTokens} + ${record.completionTokens ?? 0}`}
      />
      <NumberCell text={formatDuration(record.firstTokenMs)} />
      <NumberCell text={formatDuration(record.totalMs)} />
    </IndexTable.Row>
  );
}

function NumberCell({ text }: { text: string }) {
  return (
    <IndexTable.Cell>
      <Text as="span" numeric alignment="end">
        {text}
      </Text>
    </IndexTable.Cell>
  );
}

export const ErrorBoundary = ErrorPage;
