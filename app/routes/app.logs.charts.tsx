import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Button, InlineGrid, Page } from "@shopify/polaris";
import { CallChartCard } from "~/components/call-chart-card";
import { EmptyPage } from "~/components/empty-page";
import { ErrorPage } from "~/components/error-page";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { listCallDays } from "~/modules/inference/list-call-days.server";
import { callCharts } from "~/modules/review/call-charts";
import { requireShop } from "~/modules/tenancy/require-shop.server";

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "logs.view");
  return { days: await listCallDays(shop) };
});

export default function LogCharts() {
  const { days } = useLoaderData<typeof loader>();
  const isEmpty = days.every(({ chat, copy }) => chat + copy === 0);
  return (
    <Page
      title="Charts"
      subtitle="Model calls of the last 30 days, by day in UTC. Checks of model servers are left out."
      backAction={{ content: "LLM logs", url: "/app/logs" }}
      fullWidth
    >
      {isEmpty ? (
        <EmptyPage heading="No calls in the last 30 days" action={<Button url="/app/logs">Open the log</Button>}>
          Calls of the chat and of product copy are counted here, from their first day on.
        </EmptyPage>
      ) : (
        <InlineGrid columns={{ xs: 1, lg: 2 }} gap="400" alignItems="start">
          {callCharts(days).map((chart) => (
            <CallChartCard key={chart.id} chart={chart} />
          ))}
        </InlineGrid>
      )}
    </Page>
  );
}

export const ErrorBoundary = ErrorPage;
