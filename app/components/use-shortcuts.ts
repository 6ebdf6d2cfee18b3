import { useCallback, useEffect, useRef, useState } from "react";
import { readShortcut, type Shortcut } from "./shortcuts";

const STORED_AS = "inhouse-review-keys";

/**
 * Single-key shortcuts, with a switch that this browser remembers (WCAG 2.1.4: speech input would press them by accident). The key that shows
 * the help works with them only.
 */
export function useShortcuts(onShortcut: (shortcut: Shortcut) => void): {
  readonly isOn: boolean;
  readonly setOn: (isOn: boolean) => void;
} {
  const [isOn, setIsOn] = useState(true);
  const handler = useRef(onShortcut);
  useEffect(() => {
    handler.current = onShortcut;
  });
  // After the first paint: the server knows nothing of this browser's choice.
  useEffect(() => setIsOn(readChoice()), []);
  useEffect(() => {
    if (!isOn) return;
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      const isOpen = document.querySelector("[role='dialog'][aria-modal='true']") !== null;
      const shortcut = readShortcut(event, (places) => isOpen || (target?.closest(places) ?? null) !== null);
      if (!shortcut) return;
      event.preventDefault();
      handler.current(shortcut);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [isOn]);
  const setOn = useCallback((next: boolean) => {
    setIsOn(next);
    writeChoice(next);
  }, []);
  return { isOn, setOn };
}

/** Browsers may deny storage to a framed page: then the choice holds for this visit. */
function readChoice(): boolean {
  try {
    return window.localStorage.getItem(STORED_AS) !== "off";
  } catch {
    return true;
  }
}

function writeChoice(isOn: boolean): void {
  try {
    window.localStorage.setItem(STORED_AS, isOn ? "on" : "off");
  } catch {
    // Kept for this visit only.
  }
}
