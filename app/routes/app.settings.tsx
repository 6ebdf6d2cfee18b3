import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { SaveBar, useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { EncryptionKeysCard } from "~/components/encryption-keys-card";
import { ErrorPage } from "~/components/error-page";
import { ModelServerCard } from "~/components/model-server-card";
import { SettingsFields, type SettingsValues } from "~/components/settings-fields";
import { AppError } from "~/lib/app-error";
import { parseForm } from "~/lib/parse-form.server";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { listEndpoints } from "~/modules/inference/list-endpoints.server";
import { getKeyStatus } from "~/modules/keys/get-key-status.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";
import { SettingsForm } from "~/modules/tenancy/settings-form";
import { getShopSettings, updateShopSettings } from "~/modules/tenancy/shop-settings.server";
import type { ShopSettings } from "~/modules/tenancy/shop-settings";

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  const shop = await requireShop(request);
  const [settings, endpoints, keys] = await Promise.all([
    getShopSettings(shop),
    listEndpoints(shop),
    getKeyStatus(shop),
  ]);
  return { values: toValues(settings), endpoints, keys };
});

export const action = withErrorResponse(async ({ request }: ActionFunctionArgs) => {
  const shop = await requireShop(request);
  try {
    const settings = await updateShopSettings(shop, await parseForm(request, SettingsForm));
    return { values: toValues(settings), problem: null };
  } catch (error) {
    if (error instanceof AppError && error.code === "bad_request") return { values: null, problem: error.userMessage };
    throw error;
  }
});

function toValues(settings: ShopSettings): SettingsValues {
  return {
    tone: settings.brandVoice.tone,
    wordsToUse: settings.brandVoice.wordsToUse.join("\n"),
    wordsToAvoid: settings.brandVoice.wordsToAvoid.join("\n"),
    factMetafields: settings.factMetafields.join("\n"),
    greeting: settings.greeting ?? "",
    conversationLimit: String(settings.requestLimitPerMinute.conversation),
    shopLimit: String(settings.requestLimitPerMinute.shop),
  };
}

const SAVE_BAR = "settings-save-bar";

export default function Settings() {
  const { values, endpoints, keys } = useLoaderData<typeof loader>();
  return (
    <Page title="Settings">
      <BlockStack gap="400">
        <ModelServerCard endpoints={endpoints} />
        {/* Begins anew with what was saved, as the server wrote it down. */}
        <SavedSettings key={JSON.stringify(values)} saved={values} />
        <EncryptionKeysCard initial={keys} />
      </BlockStack>
    </Page>
  );
}

function SavedSettings({ saved }: { saved: SettingsValues }) {
  const fetcher = useFetcher<typeof action>();
  const shopify = useAppBridge();
  const [values, setValues] = useState(saved);
  const changed = JSON.stringify(values) !== JSON.stringify(saved);
  const problem = fetcher.data?.problem;

  useEffect(() => {
    void (changed ? shopify.saveBar.show(SAVE_BAR) : shopify.saveBar.hide(SAVE_BAR));
  }, [changed, shopify]);
  useEffect(() => {
    if (fetcher.data?.values) shopify.toast.show("Settings saved");
  }, [fetcher.data, shopify]);

  return (
    <>
      <SaveBar id={SAVE_BAR}>
        <button
          variant="primary"
          onClick={() => void fetcher.submit(values, { method: "post" })}
          {...(fetcher.state === "idle" ? {} : { loading: "" })}
        >
          Save
        </button>
        <button onClick={() => setValues(saved)}>Discard</button>
      </SaveBar>
      {problem ? (
        <Banner tone="critical" title="The settings were not saved">
          <p>{problem}</p>
        </Banner>
      ) : null}
      <SettingsFields values={values} onChange={(name, value) => setValues((old) => ({ ...old, [name]: value }))} />
    </>
  );
}

export const ErrorBoundary = ErrorPage;
