import type { DoctorResult } from "~/modules/inference/doctor/doctor-report";
import { RESULT_LABELS } from "./model-words";
import { StatusIcon, TickShape } from "./status-icon";

/** A line's result as a shape and a word, not as a colour alone. */
export function DoctorIcon({ result }: { result: DoctorResult }) {
  return (
    <StatusIcon label={RESULT_LABELS[result]}>
      <Shape result={result} />
    </StatusIcon>
  );
}

function Shape({ result }: { result: DoctorResult }) {
  switch (result) {
    case "pass":
      return <TickShape />;
    case "fail":
      return (
        <>
          <circle cx="10" cy="10" r="9" fill="var(--p-color-bg-fill-critical)" />
          <path d="m7 7 6 6M13 7l-6 6" stroke="#fff" />
        </>
      );
    case "warn":
      return (
        <>
          <path
            d="M10 2.5 18.5 17h-17Z"
            fill="var(--p-color-bg-fill-warning)"
            stroke="var(--p-color-bg-fill-warning)"
          />
          <path d="M10 8v4M10 14.7v.01" stroke="var(--p-color-text-warning-on-bg-fill)" />
        </>
      );
    case "unknown":
      return (
        <>
          <circle cx="10" cy="10" r="8.5" stroke="var(--p-color-icon-secondary)" strokeWidth="1.5" />
          <path
            d="M7.8 7.8a2.3 2.3 0 1 1 3.4 2c-.8.5-1.2.9-1.2 1.7M10 14.2v.01"
            stroke="var(--p-color-icon-secondary)"
            strokeWidth="1.6"
          />
        </>
      );
  }
}
