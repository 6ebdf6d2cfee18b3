import { StatusIcon, TickShape } from "./status-icon";

export type StepState = "done" | "open" | "running" | "problem";

const LABELS = {
  done: "Done",
  open: "To do",
  running: "In progress",
  problem: "Needs attention",
} as const satisfies Record<StepState, string>;

/** A step's state as a shape and a word, not as a colour alone. */
export function SetupStepIcon({ state }: { state: StepState }) {
  return (
    <StatusIcon label={LABELS[state]}>
      <Shape state={state} />
    </StatusIcon>
  );
}

function Shape({ state }: { state: StepState }) {
  switch (state) {
    case "done":
      return <TickShape />;
    case "problem":
      return (
        <>
          <circle cx="10" cy="10" r="9" fill="var(--p-color-bg-fill-critical)" />
          <path d="M10 5.8v5M10 14.2v.01" stroke="#fff" />
        </>
      );
    case "running":
      return (
        <>
          <circle cx="10" cy="10" r="8" stroke="var(--p-color-border-secondary)" />
          <path d="M10 2a8 8 0 0 1 8 8" stroke="var(--p-color-icon-info)" />
        </>
      );
    case "open":
      return <circle cx="10" cy="10" r="8" stroke="var(--p-color-icon-secondary)" strokeDasharray="2.5 3.8" />;
  }
}
