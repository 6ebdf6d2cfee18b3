import { z } from "zod";
import { EndpointCapabilities } from "~/modules/inference/endpoint-capabilities";

/** unknown: the check could not tell, and says why. */
export const DoctorResult = z.enum(["pass", "warn", "fail", "unknown"]);

export type DoctorResult = z.infer<typeof DoctorResult>;

export const ServerKind = z.enum(["llama.cpp", "vllm", "other"]);

export type ServerKind = z.infer<typeof ServerKind>;

/** One line of the doctor: what was found, why it matters, how to fix it. */
export const DoctorLine = z.object({
  id: z.string(),
  title: z.string(),
  result: DoctorResult,
  detail: z.string(),
  why: z.string(),
  fix: z.string().nullable(),
  /** A configuration to copy. */
  example: z.string().nullable(),
  ms: z.number(),
});

export type DoctorLine = z.infer<typeof DoctorLine>;

/** A whole visit, as it is stored with the endpoint and printed by the command. */
export const DoctorReport = z.object({
  /** No line failed. */
  ok: z.boolean(),
  /** Normalised; null when the address was refused. */
  baseUrl: z.string().nullable(),
  model: z.string().nullable(),
  server: z.object({ kind: ServerKind, fingerprint: z.string().nullable() }),
  capabilities: EndpointCapabilities,
  /** Milliseconds, the median of a few short questions. */
  firstTokenMs: z.number().nullable(),
  lines: z.array(DoctorLine),
});

export type DoctorReport = z.infer<typeof DoctorReport>;

/** What a visit tells while it runs, in this order: (start, line)*, report, or error. */
export const DoctorEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("start"), id: z.string(), title: z.string(), index: z.number(), of: z.number() }),
  z.object({ type: z.literal("line"), line: DoctorLine }),
  z.object({ type: z.literal("report"), report: DoctorReport }),
  z.object({ type: z.literal("error"), message: z.string() }),
]);

export type DoctorEvent = z.infer<typeof DoctorEvent>;

export const RESULTS_WORST_FIRST = ["fail", "warn", "unknown", "pass"] as const satisfies readonly DoctorResult[];

/** How many lines of each result. */
export function countResults(lines: readonly DoctorLine[]): Record<DoctorResult, number> {
  const counts = { pass: 0, warn: 0, fail: 0, unknown: 0 };
  for (const { result } of lines) counts[result] += 1;
  return counts;
}

/** "1 problem, 2 warnings, 12 fine": worst first, what there is none of left out. */
export function describeCounts(lines: readonly DoctorLine[]): string {
  const counts = countResults(lines);
  return RESULTS_WORST_FIRST.filter((result) => counts[result] > 0)
    .map((result) => `${counts[result]} ${word(result, counts[result])}`)
    .join(", ");
}

function word(result: DoctorResult, count: number): string {
  switch (result) {
    case "fail":
      return count === 1 ? "problem" : "problems";
    case "warn":
      return count === 1 ? "warning" : "warnings";
    case "unknown":
      return "could not tell";
    case "pass":
      return "fine";
  }
}
