import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { Banner, BlockStack, Box, Button, Card, EmptySearchResult, InlineStack, Page, Select } from "@shopify/polaris";
import { z } from "zod";
import { ActivityTable } from "~/components/activity-table";
import { ErrorPage } from "~/components/error-page";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { ACTIVITY_GROUPS, type ActivityGroup } from "~/modules/review/activity-words";
import { checkActivity, type ActivityCheck } from "~/modules/review/check-activity.server";
import { listActivity } from "~/modules/review/list-activity.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

// The keys of the object itself, which Object.keys types as strings.
const GROUPS = Object.keys(ACTIVITY_GROUPS) as ActivityGroup[];
const EVERYTHING = "everything";
/** Where one begins: of a busy shop, nearly all events are calls of shoppers. */
const FIRST = "notable" satisfies ActivityGroup;
const OPTIONS = [
  ...GROUPS.map((group) => ({ value: group, label: ACTIVITY_GROUPS[group].label })),
  { value: EVERYTHING, label: "Everything" },
];

const Query = z.object({
  show: z.enum([...GROUPS, EVERYTHING]).catch(FIRST),
  before: z.coerce.bigint().min(1n).max(9_000_000_000_000_000_000n).nullable().catch(null),
});

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "audit.view");
  const { searchParams } = new URL(request.url);
  const { show, before } = Query.parse({ show: searchParams.get("show"), before: searchParams.get("before") ?? null });
  return {
    show,
    isFirst: before === null,
    ...(await listActivity(shop, { group: show === EVERYTHING ? null : show, before })),
  };
});

/** Checks the chain; nothing is changed. */
export const action = withErrorResponse(async ({ request }: ActionFunctionArgs) => {
  return checkActivity(await requireShop(request, "audit.view"));
});

export default function ActivityPage() {
  const { entries, next, show, isFirst } = useLoaderData<typeof loader>();
  const [, setParams] = useSearchParams();
  const checker = useFetcher<typeof action>();
  const loading = useNavigation().state === "loading";
  const go = (group: string, before: string | null) =>
    setParams({ ...(group === FIRST ? {} : { show: group }), ...(before === null ? {} : { before }) });
  return (
    <Page
      title="Activity"
      subtitle="Who did what in this app, from the audit log. Nobody can change it unseen."
      backAction={{ content: "Settings", url: "/app/settings" }}
      secondaryActions={[
        {
          content: "Check the log",
          loading: checker.state !== "idle",
          onAction: () => void checker.submit(null, { method: "post" }),
        },
      ]}
    >
      <BlockStack gap="400">
        {checker.data ? <CheckBanner check={checker.data} /> : null}
        <Card padding="0">
          <Box padding="300" maxWidth="24rem">
            <Select label="Show" labelInline options={OPTIONS} value={show} onChange={(group) => go(group, null)} />
          </Box>
          {entries.length === 0 ? <Nothing hasMore={next !== null} /> : null}
          {entries.length === 0 ? null : <ActivityTable entries={entries} loading={loading} />}
        </Card>
        <InlineStack align="center" gap="200">
          {isFirst ? null : <Button onClick={() => go(show, null)}>Newest</Button>}
          {next === null ? null : <Button onClick={() => go(show, next)}>Older</Button>}
        </InlineStack>
      </BlockStack>
    </Page>
  );
}

function Nothing({ hasMore }: { hasMore: boolean }) {
  return (
    <EmptySearchResult
      title={hasMore ? "Nothing of this kind here" : "Nothing of this kind yet"}
      description={
        hasMore ? "Older events were not looked through yet: go on with Older." : "It appears here when it happens."
      }
      withIllustration={false}
    />
  );
}

function CheckBanner({ check }: { check: ActivityCheck }) {
  switch (check.state) {
    case "whole":
      return (
        <Banner tone="success" title={`The log is whole: ${check.events.toLocaleString("en")} events`}>
          <p>
            No event was changed, removed or put elsewhere. Signed heads outside the database are checked by your
            operator.
          </p>
        </Banner>
      );
    case "damaged":
      return (
        <Banner tone="critical" title={`The log was changed at event ${check.seq}`}>
          <p>
            What was found: {check.kind.replaceAll("_", " ")}. Tell the people who run this app now, and keep a copy of
            the database.
          </p>
        </Banner>
      );
    case "too_long":
      return (
        <Banner tone="info" title="The log is too long to be checked from this page">
          <p>Your operator checks all of it with npm run audit:verify.</p>
        </Banner>
      );
  }
}

export const ErrorBoundary = ErrorPage;
