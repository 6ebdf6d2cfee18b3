import { APIConnectionError, APIConnectionTimeoutError, APIError } from "openai";
import type { CallOutcome } from "./inference-types";

export type FailureCode = Exclude<CallOutcome["errorCode"], null>;

/** Why our own timers or the reader ended a call. */
export type Deadline = "first_token" | "between_tokens" | "total" | "unresponsive" | "reader_left" | "too_long";

export type ModelFailure = {
  readonly code: FailureCode;
  /** For the record: no address, no body. */
  readonly reason: string;
  /** Why the server is left alone: the reason of its last failure. */
  readonly since?: string;
  /** A second try at the same server may help. */
  readonly retryable: boolean;
  /** It took time to find out that nothing answers: the next ones should not have to. */
  readonly isHard?: boolean;
  /** Milliseconds after which a new try makes sense, where that is known. */
  readonly retryAfterMs?: number;
};

const RETRYABLE_STATUS = new Set([408, 429, 500, 502, 503, 504]);
const UNAVAILABLE_STATUS = new Set([429, 502, 503, 504]);

const CONNECT_TIMEOUT = /timeout|etimedout|ehostunreach|enetunreach/;

/** Failures that say that the server is not well; a refused key or request says that we are not. */
export const isServersFault = ({ code, reason }: ModelFailure): boolean =>
  code !== "aborted" && code !== "model_busy" && !/^status_4(?!08)|^too_long$|^check_failed$/.test(reason);

/** What a thrown error or an elapsed deadline means for the call. */
export function toModelFailure(error: unknown, deadline: Deadline | null): ModelFailure {
  if (deadline === "reader_left") return { code: "aborted", reason: deadline, retryable: false };
  if (deadline === "unresponsive")
    return { code: "model_unavailable", reason: deadline, retryable: false, isHard: true };
  if (deadline !== null) return { code: "model_timeout", reason: `timeout_${deadline}`, retryable: false };
  if (error instanceof APIConnectionTimeoutError)
    return { code: "model_unavailable", reason: "connect_timeout", retryable: false, isHard: true };
  if (error instanceof APIConnectionError) {
    const code = socketCode(error);
    const isHard = CONNECT_TIMEOUT.test(code);
    return { code: "model_unavailable", reason: `connection_${code}`, retryable: !isHard, isHard };
  }
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
