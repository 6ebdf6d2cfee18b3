import { useRevalidator } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { z } from "zod";
import type { RemovedSentence } from "~/modules/product-copy/claim-filter";
import { CopyEvent } from "~/modules/product-copy/copy-events";
import type { CopyKind } from "~/modules/product-copy/copy-kinds";
import { readEvents } from "./read-events";

const ErrorBody = z.object({ error: z.object({ message: z.string() }) });
const LOST = "The connection was lost. What had arrived is kept; reload the page to see it.";

export type DraftStream = {
  readonly writing: boolean;
  readonly text: string;
  readonly removed: readonly RemovedSentence[];
  /** What went wrong; stays until the next try. */
  readonly error: string | null;
  readonly start: (wish: string) => void;
  readonly stop: () => void;
};

type State = Pick<DraftStream, "writing" | "text" | "removed" | "error">;

const IDLE: State = { writing: false, text: "", removed: [], error: null };

/** Writes a draft of one text and shows it as it comes. The page's data is loaded anew when it is done or stopped. */
export function useDraftStream(url: string, kind: CopyKind): DraftStream {
  const [state, setState] = useState(IDLE);
  const { revalidate } = useRevalidator();
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(
    (wish: string) => {
      const controller = new AbortController();
      running.current?.abort();
      running.current = controller;
      setState({ ...IDLE, writing: true });
      void writeDraft(url, { kind, wish }, controller.signal, (event) => setState((old) => apply(old, event))).then(
        (error) => {
          if (running.current !== controller) return;
          revalidate();
          setState((old) => ({ ...old, writing: false, error: error ?? old.error }));
        },
      );
    },
    [url, kind, revalidate],
  );
  const stop = useCallback(() => running.current?.abort(), []);
  return { ...state, start, stop };
}

function apply(state: State, event: CopyEvent): State {
  switch (event.type) {
    case "text":
      return { ...state, text: state.text + event.text };
    case "removed":
      return { ...state, removed: [...state.removed, event.sentence] };
    case "error":
      return { ...state, error: event.message };
    case "draft":
    case "end":
      return state;
  }
}

/** Null when the draft was written or stopped; otherwise what to tell. App Bridge adds the session token to the request. */
async function writeDraft(
  url: string,
  wish: { kind: CopyKind; wish: string },
  signal: AbortSignal,
  tell: (event: CopyEvent) => void,
): Promise<string | null> {
  try {
    const headers = { "content-type": "application/json", accept: "text/event-stream" };
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(wish), signal });
    if (!response.ok || !response.body) return await readError(response);
    for await (const event of readEvents(response.body, CopyEvent)) tell(event);
    return null;
  } catch {
    return signal.aborted ? null : LOST;
  }
}

async function readError(response: Response): Promise<string> {
  const body = ErrorBody.safeParse(await response.json().catch(() => null));
  return body.data?.error.message ?? "The draft could not be written. Please try again.";
}
