import type { ReactNode } from "react";

/** The frame of an icon that shows a state as a shape and a word, not as a colour alone. */
export function StatusIcon({ label, children }: { label: string; children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 20 20"
      role="img"
      aria-label={label}
      fill="none"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  );
}

/** A tick on a filled circle: it is as it should be. */
export function TickShape() {
  return (
    <>
      <circle cx="10" cy="10" r="9" fill="var(--p-color-bg-fill-success)" />
      <path d="m6 10.5 2.7 2.7L14 7.8" stroke="#fff" />
    </>
  );
}
