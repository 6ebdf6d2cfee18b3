import { useRevalidator } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { z } from "zod";
import { DoctorEvent, type DoctorLine, type DoctorReport } from "~/modules/inference/doctor/doctor-report";
import { readEvents } from "./read-events";

const ErrorBody = z.object({ error: z.object({ message: z.string() }) });
const LOST = "The connection was lost before the check had ended. Check again.";

export type Doctor = {
  readonly running: boolean;
  /** Of the check that runs now; empty otherwise. */
  readonly lines: readonly DoctorLine[];
  /** What is looked at now, and how far that is. */
  readonly current: { readonly title: string; readonly index: number; readonly of: number } | null;
  /** Of the check that has just ended: shown until the page's data holds it too. */
  readonly report: DoctorReport | null;
  /** Why the last check did not end; stays until the next. */
  readonly problem: string | null;
  readonly start: () => void;
  readonly stop: () => void;
};

type State = Pick<Doctor, "running" | "lines" | "current" | "report" | "problem">;

const IDLE: State = { running: false, lines: [], current: null, report: null, problem: null };

/** Checks a model server and shows each line as it comes. The page's data is loaded anew when the check has ended. */
export function useDoctor(url: string): Doctor {
  const [state, setState] = useState(IDLE);
  const { revalidate } = useRevalidator();
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(() => {
    const controller = new AbortController();
    running.current?.abort();
    running.current = controller;
    setState({ ...IDLE, running: true });
    const tell = (event: DoctorEvent) => setState((old) => apply(old, event));
    void visit(url, controller.signal, tell).then((problem) => {
      if (running.current !== controller) return;
      revalidate();
      setState((old) => ({ ...IDLE, report: old.report, problem: problem ?? old.problem }));
    });
  }, [url, revalidate]);
  const stop = useCallback(() => running.current?.abort(), []);
  return { ...state, start, stop };
}

function apply(state: State, event: DoctorEvent): State {
  switch (event.type) {
    case "start":
      return { ...state, current: event };
    case "line":
      return { ...state, lines: [...state.lines, event.line] };
    case "error":
      return { ...state, problem: event.message };
    case "report":
      return { ...state, current: null, report: event.report };
  }
}

/** Null when the check has ended or was stopped; otherwise what to tell. App Bridge adds the session token to the request. */
async function visit(url: string, signal: AbortSignal, tell: (event: DoctorEvent) => void): Promise<string | null> {
  try {
    const response = await fetch(url, { method: "POST", headers: { accept: "text/event-stream" }, signal });
    if (!response.ok || !response.body) return await readError(response);
    let isWhole = false;
    for await (const event of readEvents(response.body, DoctorEvent)) {
      isWhole ||= event.type === "report" || event.type === "error";
      tell(event);
    }
    return isWhole ? null : LOST;
  } catch {
    return signal.aborted ? null : LOST;
  }
}

async function readError(response: Response): Promise<string> {
  const body = ErrorBody.safeParse(await response.json().catch(() => null));
  return body.data?.error.message ?? "The server could not be checked. Please try again.";
}
