import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { SaveBar, useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { EncryptionKeysCard } from "~/components/encryption-keys-card";
import { ErrorPage } from "~/components/error-page";
import { UsageCard } from "~/components/usage-card";
import { SettingsFields, type SettingsBounds, type SettingsValues } from "~/components/settings-fields";
import { useMay } from "~/components/use-staff";
import { AppError } from "~/lib/app-error";
import { parseForm } from "~/lib/parse-form.server";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { getUsage } from "~/modules/inference/get-usage.server";
import { limitBounds } from "~/modules/tenancy/limit-bounds.server";
import { toLimitValues } from "~/modules/tenancy/limit-fields";
import { getKeyStatus } from "~/modules/keys/get-key-status.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";
import { SettingsForm } from "~/modules/tenancy/settings-form";
import { getShopSettings, updateShopSettings } from "~/modules/tenancy/shop-settings.server";
import type { ShopSettings } from "~/modules/tenancy/shop-settings";

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "settings.view");
  const [settings, usage, keys] = await Promise.all([getShopSettings(shop), getUsage(shop), getKeyStatus(shop)]);
  const { requestsPerMinute, tokensPerDay, streams } = limitBounds();
  const bounds = { requests: requestsPerMinute, tokens: tokensPerDay, streams };
  return { values: toValues(settings), usage, bounds, keys };
});

export const action = withErrorResponse(async ({ request }: ActionFunctionArgs) => {
  const shop = await requireShop(request, "settings.manage");
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
    chatStrategy: settings.chatStrategy,
    ...toLimitValues(settings),
  };
}

const SAVE_BAR = "settings-save-bar";

export default function Settings() {
  const { values, usage, bounds, keys } = useLoaderData<typeof loader>();
  return (
    <Page title="Settings" secondaryActions={useSubPages()}>
      <BlockStack gap="400">
        {/* Begins anew with what was saved, as the server wrote it down. */}
        <SavedSettings key={JSON.stringify(values)} saved={values} bounds={bounds} />
        <UsageCard usage={usage} />
        <EncryptionKeysCard initial={keys} />
      </BlockStack>
    </Page>
  );
}

/** The pages of Settings that have one of their own, for who may open them. */
function useSubPages() {
  return useMay("staff.view") ? [{ content: "Staff", url: "/app/settings/staff" }] : [];
}

type Saved = { saved: SettingsValues; bounds: SettingsBounds };

function SavedSettings({ saved, bounds }: Saved) {
  const fetcher = useFetcher<typeof action>();
  const shopify = useAppBridge();
  const [values, setValues] = useState(saved);
  const mayManage = useMay("settings.manage");
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
      <SettingsFields
        values={values}
        bounds={bounds}
        readOnly={!mayManage}
        onChange={(name, value) => setValues((old) => ({ ...old, [name]: value }))}
      />
    </>
  );
}

export const ErrorBoundary = ErrorPage;
