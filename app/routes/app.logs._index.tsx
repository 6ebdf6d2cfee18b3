import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, EmptySearchResult, Page, Pagination } from "@shopify/polaris";
import { EmptyPage } from "~/components/empty-page";
import { ErrorPage } from "~/components/error-page";
import { LogFilterBar } from "~/components/log-filter-bar";
import { useLogPageActions } from "~/components/log-page-actions";
import { LogSearchBar } from "~/components/log-search-bar";
import { LogSearchResults } from "~/components/log-search-results";
import { LogTable } from "~/components/log-table";
import { LogViewDialog } from "~/components/log-view-dialog";
import { useLogAddress } from "~/components/use-log-address";
import { useLogSearch } from "~/components/use-log-search";
import { useLogViews, type ViewReply } from "~/components/use-log-views";
import { AppError } from "~/lib/app-error";
import { parseForm } from "~/lib/parse-form.server";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { listCallChoices } from "~/modules/inference/list-call-choices.server";
import { changeLogView } from "~/modules/review/change-log-view.server";
import { filterChoices } from "~/modules/review/filter-words";
import { listLogViews } from "~/modules/review/list-log-views.server";
import { listLog } from "~/modules/review/list-log.server";
import { isUnfiltered, LOGS_PER_PAGE, parseLogFilters, toCallFilter } from "~/modules/review/log-filters";
import { MAX_VIEWS, ViewForm } from "~/modules/review/log-view";
import { requireShop } from "~/modules/tenancy/require-shop.server";
import { staffIdOf } from "~/modules/tenancy/staff-id";

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "logs.view");
  const { searchParams } = new URL(request.url);
  const filters = parseLogFilters(searchParams);
  const page = {
    after: searchParams.get("after") ?? undefined,
    before: searchParams.get("before") ?? undefined,
    limit: LOGS_PER_PAGE,
  };
  const [log, views, choices] = await Promise.all([
    listLog(shop, toCallFilter(filters, { now: new Date(), staffId: staffIdOf(shop) }), page),
    listLogViews(shop),
    listCallChoices(shop),
  ]);
  const isEmpty = log.rows.length === 0 && isUnfiltered(filters) && !page.after && !page.before;
  return { ...log, views, choices, isEmpty };
});

const PROBLEMS = {
  name_taken: "There is a view with this name already. Choose another name.",
  too_many: `There are ${MAX_VIEWS} views already. Delete one that is not used any more, then save this one.`,
} as const;

export const action = withErrorResponse(async ({ request }: ActionFunctionArgs): Promise<ViewReply> => {
  const shop = await requireShop(request, "logs.view");
  const form = await parseForm(request, ViewForm);
  try {
    const result = await changeLogView(shop, form);
    return result.ok ? { ...result, intent: form.intent } : { ok: false, message: PROBLEMS[result.reason] };
  } catch (error) {
    // Anything else is a failure of ours, which the log and the page's boundary are told of.
    if (error instanceof AppError) return { ok: false, message: error.userMessage };
    throw error;
  }
});

export default function Logs() {
  const { isEmpty } = useLoaderData<typeof loader>();
  return isEmpty ? <EmptyLog /> : <Log />;
}

const SUBTITLE = "Every call to your model server, newest first. A call is written here before it is made.";

function EmptyLog() {
  return (
    <Page title="LLM logs" subtitle={SUBTITLE} fullWidth>
      <EmptyPage
        heading="No calls yet"
        action={
          <Button url="/app/copy" variant="primary">
            Write a product text
          </Button>
        }
      >
        Ask the chat on your storefront something, or write a product text, and the call appears here.
      </EmptyPage>
    </Page>
  );
}

function Log() {
  const { rows, views, choices, nextCursor, previousCursor } = useLoaderData<typeof loader>();
  const loading = useNavigation().state === "loading";
  const address = useLogAddress(views);
  const desk = useLogViews(address, views[0]);
  const search = useLogSearch(address.query);
  return (
    <Page title="LLM logs" subtitle={SUBTITLE} secondaryActions={useLogPageActions(address.query)} fullWidth>
      <BlockStack gap="400">
        {desk.problem !== null && !desk.isOpen ? (
          <Banner tone="critical">
            <p>{desk.problem}</p>
          </Banner>
        ) : null}
        <Card padding="0">
          <LogFilterBar
            address={address}
            views={views}
            choices={filterChoices(choices)}
            desk={desk}
            loading={loading}
          />
          <LogSearchBar search={search} />
          {search.text !== null ? (
            <LogSearchResults search={search} />
          ) : rows.length > 0 ? (
            <LogTable rows={rows} loading={loading} />
          ) : (
            <NothingFits onClear={() => address.openView(views[0] ?? address.view)} />
          )}
        </Card>
      </BlockStack>
      <LogViewDialog key={`${address.view.id} ${desk.isOpen}`} view={address.view} desk={desk} />
      {search.text === null && (nextCursor ?? previousCursor) !== null ? (
        <div className="pager">
          <Pagination
            hasPrevious={previousCursor !== null}
            previousTooltip="Newer calls"
            onPrevious={() => address.goTo("before", previousCursor ?? "")}
            hasNext={nextCursor !== null}
            nextTooltip="Older calls"
            onNext={() => address.goTo("after", nextCursor ?? "")}
            accessibilityLabel="Pages of calls"
          />
        </div>
      ) : null}
    </Page>
  );
}

function NothingFits({ onClear }: { onClear: () => void }) {
  return (
    <div className="nothing-fits">
      <EmptySearchResult title="No call matches these filters" description="Choose other filters to see more." />
      <Button onClick={onClear}>Show all calls</Button>
    </div>
  );
}

export const ErrorBoundary = ErrorPage;
