import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef, useState } from "react";
import type { CopyDraft } from "~/modules/product-copy/copy-draft";
import type { PublishResult } from "~/modules/product-copy/publish-draft.server";
import type { UndoResult } from "~/modules/product-copy/undo-publish.server";
import { explainPublish, explainUndo } from "./publish-words";

/** What the copy page's action answers. */
export type DeskReply =
  | { readonly intent: "save" | "discard" | "rebase"; readonly result: { readonly ok: true } }
  | { readonly intent: "publish"; readonly result: PublishResult }
  | { readonly intent: "undo"; readonly result: UndoResult }
  | { readonly intent: "failed"; readonly message: string };

export type DraftDesk = {
  readonly text: string;
  readonly dirty: boolean;
  readonly confirmed: boolean;
  readonly isConfirmationMissing: boolean;
  readonly busy: "save" | "publish" | "undo" | "discard" | "rebase" | null;
  readonly textError: string | null;
  /** What the last try ran into; stays until the next one. */
  readonly problem: string | null;
  /** Today's text when it is no longer the one that the draft was made from. */
  readonly conflict: string | null;
  readonly edit: (text: string) => void;
  readonly confirm: (confirmed: boolean) => void;
  readonly reset: () => void;
  readonly save: () => void;
  readonly publish: () => void;
  readonly undo: () => void;
  readonly discard: () => void;
  readonly rebase: () => void;
};

const TOASTS = {
  save: "Draft saved",
  publish: "Published",
  undo: "Undone",
  discard: "Draft discarded",
  rebase: "Compared with the newest text",
} as const;

/** The state of a draft on the desk: its wording, what is being done to it, and what came of that. */
export function useDraftDesk(draft: Pick<CopyDraft, "id" | "text"> | null): DraftDesk {
  const fetcher = useFetcher<DeskReply>();
  const stored = draft?.text ?? "";
  const [text, setText] = useStoredText(draft?.id ?? "", stored);
  const [confirmed, setConfirmed] = useState(false);
  useToast(fetcher.data);
  const send = (intent: keyof typeof TOASTS, fields: Record<string, string> = {}) => {
    void fetcher.submit({ intent, draftId: draft?.id ?? "", ...fields }, { method: "post" });
  };
  const words = describeReply(fetcher.data);
  return {
    text,
    dirty: draft !== null && text !== stored,
    confirmed,
    ...words,
    busy: fetcher.state === "idle" ? null : readIntent(fetcher.formData),
    edit: (value) => {
      setText(value);
      setConfirmed(false);
    },
    confirm: setConfirmed,
    reset: () => setText(stored),
    save: () => send("save", { text }),
    publish: () => send("publish", { text, claimsConfirmed: confirmed ? "yes" : "no" }),
    undo: () => send("undo"),
    discard: () => send("discard"),
    rebase: () => send("rebase"),
  };
}

/** The wording on the screen: the stored one until somebody types, and again once it was saved. */
function useStoredText(draftId: string, stored: string): [string, (text: string) => void] {
  const [edit, setEdit] = useState({ draftId, from: stored, text: stored });
  const isCurrent = edit.draftId === draftId && edit.from === stored;
  return [isCurrent ? edit.text : stored, (text) => setEdit({ draftId, from: stored, text })];
}

function describeReply(
  reply: DeskReply | undefined,
): Pick<DraftDesk, "problem" | "textError" | "conflict" | "isConfirmationMissing"> {
  const nothing = { problem: null, textError: null, conflict: null, isConfirmationMissing: false };
  if (reply?.intent === "failed") return { ...nothing, problem: reply.message };
  if (reply?.intent === "publish") return { ...nothing, ...explainPublish(reply.result) };
  if (reply?.intent === "undo") return { ...nothing, ...explainUndo(reply.result) };
  return nothing;
}

function readIntent(form: FormData | undefined): DraftDesk["busy"] {
  const intent = form?.get("intent");
  return intent === "save" || intent === "publish" || intent === "undo" || intent === "discard" || intent === "rebase"
    ? intent
    : null;
}

function useToast(reply: DeskReply | undefined): void {
  const shopify = useAppBridge();
  const told = useRef<DeskReply | undefined>(undefined);
  useEffect(() => {
    if (reply === told.current) return;
    told.current = reply;
    if (reply && reply.intent !== "failed" && reply.result.ok) shopify.toast.show(TOASTS[reply.intent]);
  }, [reply, shopify]);
}
