import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";
import type { EndpointAction } from "~/modules/inference/endpoint-action";

/** What a button of the list came to. */
export type ModelActionResult = { readonly ok: boolean; readonly message: string };

export type ModelActions = {
  readonly send: (intent: EndpointAction["intent"], id: string) => void;
  /** What went wrong with the last one; stays until the next. */
  readonly problem: string | null;
};

/** The buttons of the list of model servers: success is told in passing, a failure stays. */
export function useModelActions(action: string): ModelActions {
  const fetcher = useFetcher<ModelActionResult>();
  const shopify = useAppBridge();
  const { data } = fetcher;
  useEffect(() => {
    if (data?.ok) shopify.toast.show(data.message);
  }, [data, shopify]);
  return {
    send: (intent, id) => void fetcher.submit({ intent, id }, { method: "post", action }),
    problem: data?.ok === false ? data.message : null,
  };
}
