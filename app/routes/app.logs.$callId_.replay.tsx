import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { Banner, BlockStack, Card, Page, Select, Text } from "@shopify/polaris";
import { useEffect } from "react";
import { ErrorPage } from "~/components/error-page";
import { relativeTime } from "~/components/relative-time-words";
import { ReplayComparison } from "~/components/replay-comparison";
import { ReplayForm } from "~/components/replay-form";
import { CURRENT_PROMPTS } from "~/current-prompts";
import { AppError } from "~/lib/app-error";
import { parseForm } from "~/lib/parse-form.server";
import { requireParam } from "~/lib/require-param";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { getCallRecord } from "~/modules/inference/get-call-record.server";
import { openReplay } from "~/modules/review/open-replay.server";
import { replayCall } from "~/modules/review/replay-call.server";
import { ReplayInput } from "~/modules/review/replay-input";
import { actorId } from "~/modules/review/actor-id";
import { requireShop } from "~/modules/tenancy/require-shop.server";

export const loader = withErrorResponse(async ({ request, params }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "logs.replay");
  const chosen = new URL(request.url).searchParams.get("with");
  return openReplay(shop, requireParam(params, "callId"), chosen, CURRENT_PROMPTS);
});

type Result = { readonly ok: true; readonly callId: string } | { readonly ok: false; readonly message: string };

/** Asks again; a model's failure is a result like any other, and is in the new call's record. */
export const action = withErrorResponse(async ({ request, params }: ActionFunctionArgs): Promise<Result> => {
  const shop = await requireShop(request, "logs.replay");
  try {
    const input = await parseForm(request, ReplayInput);
    const record = await getCallRecord(shop, requireParam(params, "callId"));
    const options = { ...input, prompts: CURRENT_PROMPTS, signal: request.signal, staffId: actorId(shop) };
    const outcome = await replayCall(shop, { ...record, callId: record.id }, options);
    return { ok: true, callId: outcome.callId };
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return { ok: false, message: error.userMessage };
    throw error;
  }
});

export default function Replay() {
  const { original, instructions, current, servers, replays, chosen } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<Result>();
  const [, setParams] = useSearchParams();
  const result = fetcher.state === "idle" ? fetcher.data : undefined;
  const made = result?.ok ? result.callId : null;
  useEffect(() => {
    if (made !== null) setParams({ with: made }, { replace: true });
  }, [made, setParams]);
  return (
    <Page
      fullWidth
      title="Run again"
      subtitle={`Call ${original.id}`}
      backAction={{ content: "The call", url: `/app/logs/${original.id}` }}
    >
      <BlockStack gap="400">
        {result?.ok === false ? (
          <Banner tone="critical" title="The call was not made">
            <p>{result.message}</p>
          </Banner>
        ) : null}
        {instructions === null ? (
          <Banner tone="warning" title="This call cannot be asked again">
            <p>It is a server check, or what was sent can no longer be read.</p>
          </Banner>
        ) : (
          <Card>
            <ReplayForm
              servers={servers}
              instructions={instructions}
              current={current}
              button="Run again"
              isBusy={fetcher.state !== "idle"}
              onSubmit={(input) => void fetcher.submit(input, { method: "post" })}
            />
          </Card>
        )}
        <div role="status" className="visually-hidden">
          {fetcher.state === "submitting" ? "The model is asked." : made ? "The answer is below." : ""}
        </div>
        {replays.length > 1 ? (
          <Select
            label="Compare with"
            labelInline
            options={replays.map((replay) => ({ value: replay.callId, label: labelOf(replay) }))}
            value={chosen?.id ?? ""}
            onChange={(callId) => setParams({ with: callId }, { replace: true })}
          />
        ) : null}
        {chosen ? (
          <ReplayComparison original={original} chosen={chosen} />
        ) : (
          <Text as="p" tone="subdued" alignment="center">
            This call has not been made again yet.
          </Text>
        )}
      </BlockStack>
    </Page>
  );
}

type Made = ReturnType<typeof useLoaderData<typeof loader>>["replays"][number];

const labelOf = ({ createdAt, model, isExperiment, state }: Made) =>
  `${relativeTime(new Date(createdAt), new Date())}: ${model}${isExperiment ? ", experiment" : ""}${state === "complete" ? "" : `, ${state}`}`;

export const ErrorBoundary = ErrorPage;
