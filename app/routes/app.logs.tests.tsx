import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Card, Page, Text } from "@shopify/polaris";
import { z } from "zod";
import { EmptyPage } from "~/components/empty-page";
import { ErrorPage } from "~/components/error-page";
import { ReplayForm } from "~/components/replay-form";
import { TestCasesTable } from "~/components/test-cases-table";
import { TestRunCard } from "~/components/test-run-card";
import { useMay } from "~/components/use-staff";
import { usePolling } from "~/components/use-polling";
import { AppError } from "~/lib/app-error";
import { parseForm } from "~/lib/parse-form.server";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { listTestSet } from "~/modules/review/list-test-set.server";
import { listServers } from "~/modules/review/open-replay.server";
import { removeTestCase } from "~/modules/review/remove-test-case.server";
import { ReplayInput } from "~/modules/review/replay-input";
import { cancelTestRun, requestTestRun } from "~/modules/review/request-test-run.server";
import { requirePermission } from "~/modules/tenancy/require-permission";
import { requireShop } from "~/modules/tenancy/require-shop.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";

const POLL_MS = 2_000;

const TestAction = z.union([
  z.object({ intent: z.enum(["remove", "cancel"]), id: z.uuid() }),
  z.intersection(z.object({ intent: z.literal("run") }), ReplayInput),
]);

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "logs.view");
  return { ...(await listTestSet(shop)), servers: await listServers(shop) };
});

export const action = withErrorResponse(async ({ request }: ActionFunctionArgs) => {
  const shop = await requireShop(request, "logs.review");
  try {
    const input = await parseForm(request, TestAction);
    if (input.intent !== "remove") requirePermission(shop, "logs.replay");
    await act(shop, input);
    return { problem: null };
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return { problem: error.userMessage };
    throw error;
  }
});

async function act(shop: ShopContext, input: z.infer<typeof TestAction>): Promise<void> {
  switch (input.intent) {
    case "remove":
      return removeTestCase(shop, input.id);
    case "cancel":
      return cancelTestRun(shop, input.id);
    case "run":
      await requestTestRun(shop, input);
  }
}

export default function Tests() {
  const { cases, total, runs, results, servers } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const isRunning = runs.some(({ state }) => state === "running");
  const [mayReview, mayReplay] = [useMay("logs.review"), useMay("logs.replay")];
  usePolling(isRunning, POLL_MS);
  const problem = fetcher.data?.problem ?? null;
  const send = (intent: "remove" | "cancel") => (id: string) => void fetcher.submit({ intent, id }, { method: "post" });
  if (total === 0 && runs.length === 0) return <NoCases />;
  return (
    <Page
      title="Test set"
      subtitle="Calls that are kept to be asked again, of another model or with other instructions."
      backAction={BACK}
    >
      <BlockStack gap="400">
        {problem ? (
          <Banner tone="critical" title="That did not work">
            <p>{problem}</p>
          </Banner>
        ) : null}
        {total > 0 && !isRunning && mayReplay ? (
          <Card>
            <ReplayForm
              servers={servers}
              instructions=""
              current={{ version: "each feature’s own" }}
              button={total === 1 ? "Ask the one case" : `Ask all ${total} cases`}
              isBusy={fetcher.state !== "idle"}
              onSubmit={(input) => void fetcher.submit({ intent: "run", ...input }, { method: "post" })}
            />
          </Card>
        ) : null}
        <Text as="p" tone="subdued">
          Passed means that the answer was whole and no sentence of it had to be withheld. Whether it is right, a person
          has to say: open it and judge it. A case is erased with the conversation that it came from.
        </Text>
        {runs.map((run) => (
          <TestRunCard key={run.id} run={run} {...(mayReplay ? { onCancel: send("cancel") } : {})} />
        ))}
        {total > 0 ? (
          <Card padding="0">
            <TestCasesTable
              cases={cases}
              runs={runs.slice(0, 2)}
              results={results}
              {...(mayReview ? { onRemove: send("remove") } : {})}
            />
          </Card>
        ) : null}
        {total > cases.length ? (
          <Text as="p" tone="subdued">
            The newest {cases.length} of {total} cases are shown.
          </Text>
        ) : null}
      </BlockStack>
    </Page>
  );
}

const BACK = { content: "LLM logs", url: "/app/logs" };

function NoCases() {
  return (
    <Page title="Test set" backAction={BACK}>
      <EmptyPage heading="No cases yet">
        Open a call and choose Add to test set. Its question and evidence are kept here, to be asked of another model or
        with other instructions.
      </EmptyPage>
    </Page>
  );
}

export const ErrorBoundary = ErrorPage;
