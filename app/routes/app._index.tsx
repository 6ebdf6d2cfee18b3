import type { LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useRevalidator } from "@remix-run/react";
import { BlockStack, Button, Card, InlineGrid, Page, Text } from "@shopify/polaris";
import { useCallback, useEffect, useRef } from "react";
import { waitingWords } from "~/components/chat-words";
import { ErrorPage } from "~/components/error-page";
import { SetupGuide, SetupStepRow } from "~/components/setup-guide";
import { useMay } from "~/components/use-staff";
import { env } from "~/env.server";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { checkSetup } from "~/modules/product-copy/check-setup.server";
import type { SetupStep, SetupStepName } from "~/modules/product-copy/setup-steps";
import { countWaiting } from "~/modules/support-chat/count-waiting.server";
import type { Permission } from "~/modules/tenancy/permissions";
import { hasPermission } from "~/modules/tenancy/require-permission";
import { requireShop } from "~/modules/tenancy/require-shop.server";
import type { loader as catalogue } from "./app.catalogue";

const SYNC_POLL_MS = 3_000;
const CATALOGUE_URL = "/app/catalogue";
const EMBED_BLOCK = "chat-embed";

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "home.view");
  const waiting = hasPermission(shop, "chats.view") ? await countWaiting(shop) : 0;
  return { steps: checkSetup(shop), waiting, apiKey: env.SHOPIFY_API_KEY };
});

export default function Home() {
  const { steps, waiting, apiKey } = useLoaderData<typeof loader>();
  const renderStep = useCallback(
    (name: SetupStepName, step: SetupStep) => <Step name={name} step={step} apiKey={apiKey} />,
    [apiKey],
  );
  return (
    <Page title="Home" subtitle="Support chat and product copy on a model server that you run.">
      <BlockStack gap="400">
        <SetupGuide steps={steps} renderStep={renderStep} />
        <InlineGrid columns={{ xs: 1, md: useMay("chats.view") ? 3 : 2 }} gap="400">
          <Pointer
            needs="chats.view"
            title="Chats"
            text={waitingWords(waiting)}
            url="/app/chats"
            button="See the chats"
          />
          <Pointer
            needs="copy.view"
            title="Product copy"
            text="Write descriptions and search texts from a product's facts, compare them word by word, publish and undo."
            url="/app/copy"
            button="Choose a product"
          />
          <Pointer
            needs="logs.view"
            title="LLM logs"
            text="Every call to your model: exactly what was sent, what came back, and what was held back."
            url="/app/logs"
            button="See the calls"
          />
        </InlineGrid>
      </BlockStack>
    </Page>
  );
}

type PointerProps = { needs: Permission; title: string; text: string; url: string; button: string };

function Pointer({ needs, title, text, url, button }: PointerProps) {
  if (!useMay(needs)) return null;
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="h2" variant="headingSm">
          {title}
        </Text>
        <Text as="p" tone="subdued">
          {text}
        </Text>
        <Button url={url}>{button}</Button>
      </BlockStack>
    </Card>
  );
}

function Step({ name, step, apiKey }: { name: SetupStepName; step: SetupStep; apiKey: string }) {
  const may = { model: useMay("models.view"), embed: useMay("settings.manage"), copy: useMay("copy.view") };
  const done = step.state === "done";
  switch (name) {
    case "model":
      return (
        <SetupStepRow
          name={name}
          step={step}
          action={done || !may.model ? null : <Button url="/app/models">Open models</Button>}
        />
      );
    case "embed":
      return (
        <SetupStepRow
          name={name}
          step={step}
          action={done || !may.embed ? null : <ThemeEditorButton apiKey={apiKey} />}
        />
      );
    case "catalogue":
      return <CatalogueStep checked={step} />;
    case "copy":
      return (
        <SetupStepRow
          name={name}
          step={step}
          action={done || !may.copy ? null : <Button url="/app/copy">Choose a product</Button>}
        />
      );
  }
}

/** Source: https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration (deep links) */
function ThemeEditorButton({ apiKey }: { apiKey: string }) {
  const url = `shopify://admin/themes/current/editor?context=apps&template=index&activateAppId=${apiKey}/${EMBED_BLOCK}`;
  return (
    <Button url={url} target="_top">
      Open the theme editor
    </Button>
  );
}

/** The catalogue's step, which follows a running synchronisation. */
function CatalogueStep({ checked }: { checked: SetupStep }) {
  const fetcher = useFetcher<typeof catalogue>();
  const step = fetcher.data ?? checked;
  const running = step.state === "running";
  const { load } = fetcher;
  useFollow(
    running,
    fetcher.state === "idle",
    useCallback(() => load(CATALOGUE_URL), [load]),
  );
  const button = useMay("settings.manage") ? (
    <fetcher.Form method="post" action={CATALOGUE_URL}>
      <Button submit loading={running || fetcher.state === "submitting"}>
        Sync now
      </Button>
    </fetcher.Form>
  ) : null;
  return <SetupStepRow name="catalogue" step={step} action={button} />;
}

/** Asks again every few seconds while something runs, and brings the whole page up to date when it has ended. */
function useFollow(running: boolean, idle: boolean, ask: () => void) {
  const { revalidate } = useRevalidator();
  const wasRunning = useRef(running);
  useEffect(() => {
    if (wasRunning.current && !running) void revalidate();
    wasRunning.current = running;
  }, [running, revalidate]);
  useEffect(() => {
    if (!running || !idle) return;
    const timer = setTimeout(ask, SYNC_POLL_MS);
    return () => clearTimeout(timer);
  }, [running, idle, ask]);
}

export const ErrorBoundary = ErrorPage;
