import { APIConnectionError, APIConnectionTimeoutError, APIError } from "openai";
import type { CallOutcome } from "./inference-types";

export type FailureCode = Exclude<CallOutcome["errorCode"], null>;

/** Why our own timers or the reader ended a call. */
export type Deadline = "first_token" | "between_tokens" | "total" | "reader_left" | "too_long";

export type ModelFailure = {
  readonly code: FailureCode;
  /** For the record: no address, no body. */
  readonly reason: string;
  /** A second try at the same server may help. */
  readonly retryable: boolean;
};

const RETRYABLE_STATUS = new Set([408, 429, 500, 502, 503, 504]);
const UNAVAILABLE_STATUS = new Set([429, 502, 503, 504]);

/** What a thrown error or an elapsed deadline means for the call. */
export function toModelFailure(error: unknown, deadline: Deadline | null): ModelFailure {
  if (deadline === "reader_left") return { code: "aborted", reason: deadline, retryable: false };
  if (deadline !== null) return { code: "model_timeout", reason: `timeout_${deadline}`, retryable: false };
  if (error instanceof APIConnectionTimeoutError)
    return { code: "model_unavailable", reason: "connect_timeout", retryable: false };
  if (error instanceof APIConnectionError)
    return { code: "model_unavailable", reason: `connection_${socketCode(error)}`, retryable: true };
  if (error instanceof APIError) {
    const status: number = typeof error.status === "number" ? error.status : 0;
    const code = UNAVAILABLE_STATUS.has(status) ? "model_unavailable" : "model_failed";
    return {
      code,
      reason: status === 0 ? "error_in_stream" : `status_${status}`,
      retryable: RETRYABLE_STATUS.has(status),
    };
  }
  return { code: "model_failed", reason: "unreadable_answer", retryable: false };
}

/** The socket's own error code, such as ECONNREFUSED, from wherever it is wrapped. */
function socketCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof Error)) return "failed";
  return "code" in cause && typeof cause.code === "string" ? cause.code.toLowerCase() : socketCode(cause);
}
