import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { Banner, BlockStack, Box, Button, Card, Page, Text } from "@shopify/polaris";
import { EmptyPage } from "~/components/empty-page";
import { ErrorPage } from "~/components/error-page";
import { unservedPurposes } from "~/components/model-words";
import { ModelsTable } from "~/components/models-table";
import { useMay } from "~/components/use-staff";
import { useModelActions, type ModelActionResult } from "~/components/use-model-actions";
import { AppError } from "~/lib/app-error";
import { parseForm } from "~/lib/parse-form.server";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { deleteEndpoint } from "~/modules/inference/delete-endpoint.server";
import { enableEndpoint } from "~/modules/inference/enable-endpoint.server";
import { EndpointAction } from "~/modules/inference/endpoint-action";
import { listEndpoints } from "~/modules/inference/list-endpoints.server";
import { moveEndpoint } from "~/modules/inference/move-endpoint.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "models.view");
  return { endpoints: await listEndpoints(shop) };
});

/** Orders, switches or removes a model server. */
export const action = withErrorResponse(async ({ request }: ActionFunctionArgs): Promise<ModelActionResult> => {
  const shop = await requireShop(request, "models.manage");
  try {
    return { ok: true, message: await change(shop, await parseForm(request, EndpointAction)) };
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return { ok: false, message: error.userMessage };
    throw error;
  }
});

async function change(shop: ShopContext, { intent, id }: EndpointAction): Promise<string> {
  switch (intent) {
    case "up":
    case "down":
      await moveEndpoint(shop, id, intent);
      return intent === "up" ? "Asked earlier now" : "Asked later now";
    case "enable":
    case "disable":
      await enableEndpoint(shop, id, intent === "enable");
      return intent === "enable" ? "Server switched on" : "Server switched off";
    case "delete":
      await deleteEndpoint(shop, id);
      return "Server removed";
  }
}

const ADD = { content: "Add server", url: "/app/models/new" };

export default function Models() {
  const { endpoints } = useLoaderData<typeof loader>();
  const actions = useModelActions("/app/models");
  const loading = useNavigation().state === "loading";
  const mayManage = useMay("models.manage");
  if (endpoints.length === 0)
    return (
      <Page title="Models">
        <EmptyPage
          heading="Connect a model server"
          action={
            mayManage ? (
              <Button variant="primary" url={ADD.url}>
                {ADD.content}
              </Button>
            ) : null
          }
        >
          Prompts go to a server that you run, such as llama.cpp or vLLM, and nowhere else. Until one is connected, chat
          and product copy answer from your shop’s data alone.
        </EmptyPage>
      </Page>
    );
  const isDefault = endpoints[0]?.id === null;
  return (
    <Page
      title="Models"
      subtitle="Where prompts go, and nowhere else: servers that you run."
      {...(mayManage ? { primaryAction: ADD } : {})}
    >
      <BlockStack gap="400">
        <Problem text={actions.problem} />
        <Unserved purposes={unservedPurposes(endpoints)} />
        <Card padding="0">
          <ModelsTable endpoints={endpoints} loading={loading} actions={actions} />
        </Card>
        <Box paddingInline={{ xs: "400", sm: "0" }}>
          <Text as="p" tone="subdued">
            {isDefault
              ? "This server serves the whole app and is set by its operator. Once you add a server of your own, calls go there instead."
              : "Servers are asked from top to bottom: the next one is asked when one cannot be reached."}
          </Text>
        </Box>
      </BlockStack>
    </Page>
  );
}

function Problem({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <Banner tone="critical" title="That did not work">
      <p>{text}</p>
    </Banner>
  );
}

function Unserved({ purposes }: { purposes: readonly string[] }) {
  if (purposes.length === 0) return null;
  return (
    <Banner tone="warning" title={`No server is used for ${purposes.join(" and ").toLowerCase()}`}>
      <p>Its texts come from your shop’s data alone. Switch a server on, or edit one and tick what it is used for.</p>
    </Banner>
  );
}

export const ErrorBoundary = ErrorPage;
