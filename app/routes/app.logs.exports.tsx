import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { Banner, BlockStack, Card, Page } from "@shopify/polaris";
import { useEffect } from "react";
import { z } from "zod";
import { EmptyPage } from "~/components/empty-page";
import { ErrorPage } from "~/components/error-page";
import { ExportFormCard } from "~/components/export-form-card";
import { ExportsTable } from "~/components/exports-table";
import { usePolling } from "~/components/use-polling";
import { AppError } from "~/lib/app-error";
import { parseForm } from "~/lib/parse-form.server";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { ExportRequest } from "~/modules/review/call-export";
import { endExport } from "~/modules/review/end-export.server";
import { describeExport } from "~/modules/review/export-words";
import { listExports } from "~/modules/review/list-exports.server";
import { parseLogFilters } from "~/modules/review/log-filters";
import { requestExport } from "~/modules/review/request-export.server";
import { signExport } from "~/modules/review/sign-export.server";
import { requirePermission } from "~/modules/tenancy/require-permission";
import { requireShop } from "~/modules/tenancy/require-shop.server";

const POLL_MS = 2_000;

const ExportAction = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("end"), id: z.uuid() }),
  z.object({ intent: z.literal("download"), id: z.uuid() }),
  ExportRequest.extend({ intent: z.literal("export") }),
]);

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "logs.export");
  const filters = parseLogFilters(new URL(request.url).searchParams);
  return { exports: await listExports(shop), filters: describeExport(filters) };
});

type Result = { readonly problem: string | null; readonly url: string | null };

export const action = withErrorResponse(async ({ request }: ActionFunctionArgs): Promise<Result> => {
  const shop = await requireShop(request, "logs.export");
  try {
    const input = await parseForm(request, ExportAction);
    switch (input.intent) {
      case "export":
        if (input.hasPersonalData === "yes") requirePermission(shop, "logs.reveal");
        await requestExport(shop, input);
        return { problem: null, url: null };
      case "end":
        await endExport(shop, input.id, "cancelled");
        return { problem: null, url: null };
      case "download":
        return { problem: null, url: await signExport(shop, input.id) };
    }
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return { problem: error.userMessage, url: null };
    throw error;
  }
});

export default function Exports() {
  const { exports, filters } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const fetcher = useFetcher<Result>();
  useDownload(fetcher.data?.url ?? null);
  usePolling(
    exports.some(({ state }) => state === "running"),
    POLL_MS,
  );
  const problem = fetcher.data?.problem ?? null;
  const send = (input: Record<string, string>) => void fetcher.submit(input, { method: "post" });
  return (
    <Page
      title="Exports"
      subtitle="Files of calls for auditors and for your own analysis."
      backAction={{ content: "LLM logs", url: "/app/logs" }}
    >
      <BlockStack gap="400">
        {problem ? (
          <Banner tone="critical" title="That did not work">
            <p>{problem}</p>
          </Banner>
        ) : null}
        <ExportFormCard
          filters={filters}
          isBusy={fetcher.state !== "idle"}
          onSubmit={(input) => send({ intent: "export", filters: params.toString(), ...input })}
        />
        {exports.length === 0 ? (
          <EmptyPage heading="No exports yet">
            The page of calls has an Export button: its filters decide which calls the file holds.
          </EmptyPage>
        ) : (
          <Card padding="0">
            <ExportsTable
              exports={exports}
              onDownload={(id) => send({ intent: "download", id })}
              onEnd={(id) => send({ intent: "end", id })}
            />
          </Card>
        )}
      </BlockStack>
    </Page>
  );
}

/** The browser saves the file itself, part by part: nothing of it passes through this page. */
function useDownload(url: string | null): void {
  useEffect(() => {
    if (url === null) return;
    const link = document.createElement("a");
    link.href = url;
    link.download = "";
    link.click();
  }, [url]);
}

export const ErrorBoundary = ErrorPage;
