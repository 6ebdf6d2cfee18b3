import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { BlockStack, Box, Button, Card, EmptySearchResult, InlineStack, Page, Select } from "@shopify/polaris";
import { z } from "zod";
import { ActivityCheckCard } from "~/components/activity-check-card";
import { ActivityTable } from "~/components/activity-table";
import { ErrorPage } from "~/components/error-page";
import { usePolling } from "~/components/use-polling";
import { parseForm } from "~/lib/parse-form.server";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { ACTIVITY_GROUPS, type ActivityGroup } from "~/modules/review/activity-words";
import { findActivityChecks } from "~/modules/review/find-activity-checks.server";
import { listActivity } from "~/modules/review/list-activity.server";
import { cancelActivityCheck, requestActivityCheck } from "~/modules/review/request-activity-check.server";
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

const CHECK_POLL_MS = 1_000;

const CheckAction = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("check") }),
  z.object({ intent: z.literal("cancel"), id: z.uuid() }),
]);

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
    checks: await findActivityChecks(shop),
    ...(await listActivity(shop, { group: show === EVERYTHING ? null : show, before })),
  };
});

/** Checks the whole chain, or stops that. */
export const action = withErrorResponse(async ({ request }: ActionFunctionArgs) => {
  const shop = await requireShop(request, "audit.view");
  const input = await parseForm(request, CheckAction);
  if (input.intent === "check") await requestActivityCheck(shop);
  else await cancelActivityCheck(shop, input.id);
  return null;
});

export default function ActivityPage() {
  const { entries, next, show, isFirst, checks } = useLoaderData<typeof loader>();
  const [, setParams] = useSearchParams();
  const checker = useFetcher<typeof action>();
  const loading = useNavigation().state === "loading";
  const isChecking = checks.newest?.state === "running";
  usePolling(isChecking, CHECK_POLL_MS);
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
          disabled: isChecking,
          onAction: () => void checker.submit({ intent: "check" }, { method: "post" }),
        },
      ]}
    >
      <BlockStack gap="400">
        <ActivityCheckCard
          checks={checks}
          onCancel={(id) => void checker.submit({ intent: "cancel", id }, { method: "post" })}
        />
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

export const ErrorBoundary = ErrorPage;
