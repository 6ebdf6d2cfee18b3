import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/** Loads the page's data again every `everyMs` while something is under way elsewhere, each time after the last has come. */
export function usePolling(isActive: boolean, everyMs: number): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isActive || state !== "idle") return;
    const timer = setTimeout(() => void revalidate(), everyMs);
    return () => clearTimeout(timer);
  }, [isActive, everyMs, state, revalidate]);
}
