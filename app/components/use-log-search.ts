import { useCallback, useEffect, useRef, useState } from "react";
import { z } from "zod";
import { SearchEvent, type FoundCall } from "~/modules/review/search-events";
import { readEvents } from "./read-events";

const ErrorBody = z.object({ error: z.object({ message: z.string() }) });
const LOST = "The connection was lost. What was found is shown; search again for the rest.";

export type SearchEnd = Extract<SearchEvent, { type: "end" }>;

type State = {
  /** What is looked for; null when no search was made. */
  readonly text: string | null;
  readonly running: boolean;
  readonly found: readonly FoundCall[];
  readonly scanned: number;
  /** The time of the oldest call that was looked at. */
  readonly reached: string | null;
  readonly end: SearchEnd | null;
  /** What went wrong; stays until the next search. */
  readonly error: string | null;
};

export type LogSearch = State & {
  readonly start: (text: string) => void;
  /** Goes on where the last one stopped. */
  readonly goOn: () => void;
  readonly stop: () => void;
  readonly clear: () => void;
};

const IDLE: State = { text: null, running: false, found: [], scanned: 0, reached: null, end: null, error: null };

/** Searches the texts of the calls that fit `query`, and shows what is found as it comes. Other filters end it. */
export function useLogSearch(query: string): LogSearch {
  const [state, setState] = useState(IDLE);
  const running = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      running.current?.abort();
      setState(IDLE);
    },
    [query],
  );
  const run = useCallback(
    (text: string, from: State) => {
      const controller = new AbortController();
      running.current?.abort();
      running.current = controller;
      setState({ ...from, text, running: true, end: null, error: null });
      const isCurrent = () => running.current === controller && !controller.signal.aborted;
      const tell = (event: SearchEvent) => setState((old) => (isCurrent() ? apply(old, event, from) : old));
      const input = { text, ...(from.end?.nextCursor && { after: from.end.nextCursor }) };
      void search(query, input, controller.signal, tell).then((error) => {
        if (running.current === controller) setState((old) => ({ ...old, running: false, error: error ?? old.error }));
      });
    },
    [query],
  );
  const start = useCallback((text: string) => run(text, IDLE), [run]);
  const goOn = useCallback(() => state.text !== null && run(state.text, state), [run, state]);
  const stop = useCallback(() => running.current?.abort(), []);
  const clear = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setState(IDLE);
  }, []);
  return { ...state, start, goOn, stop, clear };
}

/** `before` is what an earlier stretch of the same search had come to. */
function apply(state: State, event: SearchEvent, before: State): State {
  switch (event.type) {
    case "found":
      return { ...state, found: [...state.found, event.call] };
    case "progress":
      return { ...state, scanned: before.scanned + event.scanned, reached: event.reached };
    case "end":
      return { ...state, end: event };
    case "error":
      return { ...state, error: event.message };
  }
}

/** Null when the search ended or was stopped; otherwise what to tell. App Bridge adds the session token to the request. */
async function search(
  query: string,
  input: { text: string; after?: string },
  signal: AbortSignal,
  tell: (event: SearchEvent) => void,
): Promise<string | null> {
  try {
    const headers = { "content-type": "application/json", accept: "text/event-stream" };
    const url = `/app/logs/search?${query}`;
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(input), signal });
    if (!response.ok || !response.body) return await readError(response);
    for await (const event of readEvents(response.body, SearchEvent)) tell(event);
    return null;
  } catch {
    return signal.aborted ? null : LOST;
  }
}

async function readError(response: Response): Promise<string> {
  const body = ErrorBody.safeParse(await response.json().catch(() => null));
  return body.data?.error.message ?? "The search could not be made. Please try again.";
}
