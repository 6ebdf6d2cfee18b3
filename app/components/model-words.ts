import {
  countResults,
  describeCounts,
  type DoctorLine,
  type DoctorReport,
  type DoctorResult,
} from "~/modules/inference/doctor/doctor-report";
import type { EndpointSummary } from "~/modules/inference/endpoint";
import type { Purpose } from "~/modules/inference/inference-types";

type Tone = "success" | "attention" | "warning" | "critical";

export const PURPOSE_LABELS = { chat: "Support chat", copy: "Product copy" } as const satisfies Record<Purpose, string>;

export const SERVER_LABELS = {
  "llama.cpp": "llama.cpp",
  vllm: "vLLM",
  other: "Another server",
} as const satisfies Record<DoctorReport["server"]["kind"], string>;

export const RESULT_LABELS = {
  pass: "Fine",
  warn: "Warning",
  fail: "Problem",
  unknown: "Could not tell",
} as const satisfies Record<DoctorResult, string>;

/** A server's state in a word or two, with Polaris' badge tone. */
export function endpointStatus({ enabled, lastCheck }: EndpointSummary): { label: string; tone: Tone | undefined } {
  if (!enabled) return { label: "Off", tone: undefined };
  if (lastCheck === null) return { label: "Not checked", tone: "attention" };
  const { fail, warn } = countResults(lastCheck.lines);
  if (fail > 0) return { label: fail === 1 ? "1 problem" : `${fail} problems`, tone: "critical" };
  if (warn > 0) return { label: warn === 1 ? "1 warning" : `${warn} warnings`, tone: "warning" };
  return { label: "Healthy", tone: "success" };
}

/** What stands in the way of a server that is on: the first problem of its last check, on which most others depend. */
export function firstProblem({ enabled, lastCheck }: EndpointSummary): DoctorLine | null {
  return (enabled && lastCheck?.lines.find(({ result }) => result === "fail")) || null;
}

/** The sum of a check as a sentence. */
export function summarise({ lines }: DoctorReport): string {
  return `${describeCounts(lines)}.`;
}

/** Purposes that nothing answers for, although the shop has servers of its own. */
export function unservedPurposes(endpoints: readonly EndpointSummary[]): string[] {
  const isServed = (purpose: Purpose) =>
    endpoints.some(({ enabled, purposes }) => enabled && purposes.includes(purpose));
  if (endpoints.length === 0) return [];
  return (["chat", "copy"] as const).filter((purpose) => !isServed(purpose)).map((each) => PURPOSE_LABELS[each]);
}
