import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef, useState } from "react";
import type { LogView, ViewForm } from "~/modules/review/log-view";
import type { LogAddress } from "./use-log-address";

/** What the log's action answers. */
export type ViewReply =
  | { readonly ok: true; readonly intent: ViewForm["intent"]; readonly viewId: string }
  | { readonly ok: false; readonly message: string };

/** Saving, renaming and deleting views. */
export type LogViewDesk = {
  /** The dialog that saves the current filters is open. */
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  /** What the last try ran into; stays until the next one. */
  readonly problem: string | null;
  readonly open: () => void;
  readonly close: () => void;
  readonly save: (fields: { name: string; shared: boolean; viewId?: string }) => void;
  readonly rename: (view: LogView, name: string) => Promise<boolean>;
  readonly remove: (view: LogView) => Promise<boolean>;
};

const TOASTS = { save: "View saved", rename: "View renamed", delete: "View deleted" } as const;

export function useLogViews(address: LogAddress, all: LogView | undefined): LogViewDesk {
  const fetcher = useFetcher<ViewReply>();
  const [isOpen, setIsOpen] = useState(false);
  const [isHidden, setIsHidden] = useState(false);
  const send = (form: Record<string, string>) => {
    setIsHidden(false);
    void fetcher.submit(form, { method: "post", action: "/app/logs?index" });
  };
  const { query } = address;
  // When the list of views is loaded anew: to go elsewhere before would cut that off.
  useReply(fetcher.state === "idle" ? fetcher.data : undefined, (reply) => {
    setIsOpen(false);
    if (reply.intent === "delete" && all) address.openView(all);
    if (reply.intent === "save") address.openView({ id: reply.viewId, name: "", filters: query, kind: "own" });
  });
  return {
    isOpen,
    isBusy: fetcher.state !== "idle",
    problem: !isHidden && fetcher.data?.ok === false ? fetcher.data.message : null,
    open: () => {
      setIsHidden(true);
      setIsOpen(true);
    },
    close: () => {
      setIsHidden(true);
      setIsOpen(false);
    },
    save: ({ name, shared, viewId }) =>
      send({ intent: "save", name, filters: query, shared: shared ? "yes" : "no", ...(viewId && { viewId }) }),
    rename: (view, name) => {
      send({ intent: "rename", viewId: view.id, name });
      return Promise.resolve(true);
    },
    remove: (view) => {
      send({ intent: "delete", viewId: view.id });
      return Promise.resolve(true);
    },
  };
}

/** Tells of each reply once. */
function useReply(reply: ViewReply | undefined, onDone: (reply: ViewReply & { ok: true }) => void): void {
  const bridge = useAppBridge();
  const told = useRef(reply);
  useEffect(() => {
    if (!reply || told.current === reply) return;
    told.current = reply;
    if (!reply.ok) return;
    bridge.toast.show(TOASTS[reply.intent]);
    onDone(reply);
  });
}
