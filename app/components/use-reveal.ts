import { useCallback, useEffect, useState } from "react";
import { z } from "zod";

const Revealed = z.object({
  released: z.string().nullable(),
  reason: z.string(),
  values: z.array(z.object({ placeholder: z.string(), type: z.string(), value: z.string() })),
});
const Refused = z.object({ error: z.object({ message: z.string() }) });

/** What is shown; `reason` only where it is kept otherwise than it was written. */
export type Revealed = Omit<z.infer<typeof Revealed>, "reason"> & { readonly reason: string | null };

export type Reveal = {
  /** Null until somebody has asked, and again once it was hidden or the page left. */
  readonly shown: Revealed | null;
  readonly busy: boolean;
  readonly problem: string | null;
  /** True when it is shown now. */
  readonly ask: (reason: string) => Promise<boolean>;
  readonly hide: () => void;
};

const UNREACHABLE = "The app could not be reached. Nothing was shown; please try again.";

/** Asks for the personal data of one call; it lives in this page's memory only. */
export function useReveal(callId: string): Reveal {
  const [shown, setShown] = useState<Revealed | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const hide = useCallback(() => setShown(null), []);
  useEffect(() => {
    // A page that the browser keeps for the back button must not keep what it showed.
    window.addEventListener("pagehide", hide);
    return () => window.removeEventListener("pagehide", hide);
  }, [hide]);
  const ask = async (reason: string) => {
    setBusy(true);
    setProblem(null);
    const answer = await request(callId, reason).catch(() => UNREACHABLE);
    setBusy(false);
    if (typeof answer === "string") setProblem(answer);
    else setShown(answer);
    return typeof answer !== "string";
  };
  return { shown, busy, problem, ask, hide };
}

/** What was revealed, or why not. */
async function request(callId: string, reason: string): Promise<Revealed | string> {
  const response = await fetch(`/app/logs/${callId}/reveal`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ reason }),
    cache: "no-store",
  });
  const body: unknown = await response.json();
  if (response.ok) {
    const revealed = Revealed.parse(body);
    return { ...revealed, reason: revealed.reason === reason ? null : revealed.reason };
  }
  return Refused.safeParse(body).data?.error.message ?? UNREACHABLE;
}
