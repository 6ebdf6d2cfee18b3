import type { Reply } from "./call-model.server";
import type { CallOutcome, StageVerdict } from "./inference-types";
import type { Completion } from "./read-completion.server";
import type { Placeholders } from "./redaction/placeholders";
import type { ReleaseGate } from "./release-gate";
import { readToolCalls } from "./tool-calls";

/** One call's answer while it is read. */
export type Answer = {
  readonly callId: string;
  readonly gate: ReleaseGate;
  readonly reply: Reply;
  /** Of the conversation: for the arguments of tool calls. */
  readonly placeholders: Placeholders;
  /** Parsed by the request's schema. */
  value: unknown;
};

/** What the call came to: complete only when a finish reason arrived, cut when something had arrived before it ended, failed otherwise. */
export function toOutcome({ callId, gate, reply, placeholders, value }: Answer): CallOutcome {
  const { completion, failure } = reply;
  const isCut = failure?.code === "aborted" || !isEmpty(completion);
  const isWhole = failure === null && completion.finishReason !== null;
  return {
    callId,
    state: isWhole ? "complete" : isCut ? "cut" : failure?.code === "model_busy" ? "refused" : "failed",
    text: gate.released,
    ...(value === undefined ? {} : { value }),
    // Half a call is none: its arguments may lack what limits them. At the limit of tokens every server ends in the middle of one.
    ...(isWhole && completion.finishReason !== "length" && completion.toolCalls.length > 0
      ? { toolCalls: readToolCalls(completion.toolCalls, placeholders) }
      : {}),
    withheld: gate.withheld,
    finishReason: completion.finishReason,
    errorCode: failure?.code ?? null,
    ...(failure?.retryAfterMs === undefined
      ? {}
      : { retryAfterS: Math.max(1, Math.ceil(failure.retryAfterMs / 1_000)) }),
  };
}

/** True when nothing came back. */
export const isEmpty = ({ text, toolCalls }: Completion) => text === "" && toolCalls.length === 0;

/** The verdict of stage "call". */
export function describeReply({ completion, failure, tries, waitedMs, startedAt }: Reply): StageVerdict {
  const reason = failure?.reason ?? completion.deadline;
  return {
    stage: "call",
    verdict: failure === null && completion.finishReason !== null ? "pass" : "failed",
    detail: {
      tries,
      ...(waitedMs > 0 ? { waited_ms: waitedMs } : {}),
      ...(completion.toolCalls.length > 0 ? { tool_calls: completion.toolCalls.length } : {}),
      ...(reason === null ? {} : { reason }),
      ...(failure?.since === undefined ? {} : { since: failure.since }),
    },
    ms: Math.round(performance.now() - startedAt),
  };
}
