import { useCallback, useReducer } from "react";
import { z } from "zod";
import type { ReviewAction } from "~/modules/review/review-action";
import type { ReviewState } from "~/modules/review/review-state";
import { changeEntry, isDone, openEntry, shownReview, type DeskEntry, type DeskEvent } from "./review-desk";

const ErrorBody = z.object({ error: z.object({ message: z.string() }) });
const LOST = "The connection was lost. What you wrote is kept here; try again.";

type Desk = Readonly<Record<string, DeskEntry>>;
type DeskChange = DeskEvent & { readonly callId: string; readonly initial: ReviewState };

export type ReviewDesk = {
  /** A call as it lies on the desk; `initial` is what the page was loaded with. */
  readonly entryOf: (callId: string, initial: ReviewState) => DeskEntry;
  readonly write: (callId: string, initial: ReviewState, field: "note" | "comment", text: string) => void;
  /** Saves one thing; true when it is stored. What fails stays on the desk. */
  readonly send: (callId: string, initial: ReviewState, action: ReviewAction) => Promise<boolean>;
  /** Judged or resolved here, also while that is being saved. */
  readonly isDone: (callId: string) => boolean;
  /** Calls with something that was not saved. */
  readonly problems: readonly { readonly callId: string; readonly entry: DeskEntry }[];
};

/** What a reviewer does with calls, kept while they move from one to the next. */
export function useReviewDesk(): ReviewDesk {
  const [desk, dispatch] = useReducer(change, {});
  const send = useCallback(async (callId: string, initial: ReviewState, action: ReviewAction) => {
    const tell = (event: DeskEvent) => dispatch({ ...event, callId, initial });
    tell({ type: "send", action });
    const event = await post(callId, action);
    tell(event);
    return event.type === "saved";
  }, []);
  const write = useCallback(
    (callId: string, initial: ReviewState, field: "note" | "comment", text: string) =>
      dispatch({ type: "write", field, text, callId, initial }),
    [],
  );
  const problems = Object.entries(desk).flatMap(([callId, entry]) => (entry.problem ? [{ callId, entry }] : []));
  return {
    entryOf: (callId, initial) => desk[callId] ?? openEntry(initial),
    isDone: (callId) => desk[callId] !== undefined && isDone(shownReview(desk[callId])),
    write,
    send,
    problems,
  };
}

function change(desk: Desk, { callId, initial, ...event }: DeskChange): Desk {
  return { ...desk, [callId]: changeEntry(desk[callId] ?? openEntry(initial), event) };
}

/** What `/app/logs/:id/review` answers. */
type Answer = ({ readonly ok: true } | { readonly ok: false }) & { readonly review: ReviewState };

/** App Bridge adds the session token to the request. */
async function post(callId: string, action: ReviewAction): Promise<DeskEvent> {
  try {
    const response = await fetch(`/app/logs/${callId}/review`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(action),
    });
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) {
      const message = ErrorBody.safeParse(body).data?.error.message ?? "It could not be saved. Please try again.";
      return { type: "failed", action, message };
    }
    // Our own route's answer, of the type that it is written with.
    const { ok, review } = body as Answer;
    return { type: ok ? "saved" : "conflict", action, review };
  } catch {
    return { type: "failed", action, message: LOST };
  }
}
