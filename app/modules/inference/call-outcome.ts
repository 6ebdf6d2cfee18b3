import type { Reply } from "./call-model.server";
import type { CallOutcome, StageVerdict } from "./inference-types";
import type { ReleaseGate } from "./release-gate";

/** One call's answer while it is read. */
export type Answer = {
  readonly callId: string;
  readonly gate: ReleaseGate;
  readonly reply: Reply;
  /** Parsed by the request's schema. */
  value: unknown;
};

/** What the call came to: complete only when a finish reason arrived, cut when something had arrived before it ended, failed otherwise. */
export function toOutcome({ callId, gate, reply, value }: Answer): CallOutcome {
  const { completion, failure } = reply;
  const isCut = failure?.code === "aborted" || completion.text !== "";
  const isWhole = failure === null && completion.finishReason !== null;
  return {
    callId,
    state: isWhole ? "complete" : isCut ? "cut" : failure?.code === "model_busy" ? "refused" : "failed",
    text: gate.released,
    ...(value === undefined ? {} : { value }),
    withheld: gate.withheld,
    finishReason: completion.finishReason,
    errorCode: failure?.code ?? null,
    ...(failure?.retryAfterMs === undefined
      ? {}
      : { retryAfterS: Math.max(1, Math.ceil(failure.retryAfterMs / 1_000)) }),
  };
}

/** The verdict of stage "call". */
export function describeReply({ completion, failure, tries, waitedMs, startedAt }: Reply): StageVerdict {
  const reason = failure?.reason ?? completion.deadline;
  return {
    stage: "call",
    verdict: failure === null && completion.finishReason !== null ? "pass" : "failed",
    detail: { tries, ...(waitedMs > 0 ? { waited_ms: waitedMs } : {}), ...(reason === null ? {} : { reason }) },
    ms: Math.round(performance.now() - startedAt),
  };
}
