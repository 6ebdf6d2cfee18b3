import { useBlocker } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";

/** Asks before a page with unsaved changes is left; the save bar must be open then. */
export function useUnsavedGuard(dirty: boolean): void {
  const shopify = useAppBridge();
  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    return (
      dirty &&
      `${currentLocation.pathname}${currentLocation.search}` !== `${nextLocation.pathname}${nextLocation.search}`
    );
  });
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    let current = true;
    // Resolves when the reader chooses to leave; otherwise they stay, and the next try asks again.
    shopify.saveBar.leaveConfirmation().then(
      () => current && blocker.proceed(),
      () => current && blocker.reset(),
    );
    return () => {
      current = false;
    };
  }, [blocker, shopify]);
}
