import { setTimeout as sleep } from "node:timers/promises";
import type { Endpoint } from "./endpoint";
import { getModelClient } from "./model-client.server";
import { toModelFailure, type ModelFailure } from "./model-failure";
import { emptyCompletion, readCompletion, type Completion, type RequestBody } from "./read-completion.server";

const MAX_TRIES_PER_ENDPOINT = 2;
const RETRY_DELAY_MS = 150;

/** What a call has come to; filled while its text is read, so that nothing is lost when the reader leaves. */
export type Reply = {
  /** The one that is asked now, or that answered; null when there is none. */
  endpoint: Endpoint | null;
  completion: Completion;
  failure: ModelFailure | null;
  /** Requests made, over all endpoints. */
  tries: number;
  /** Milliseconds of `performance.now()`. */
  readonly startedAt: number;
  /** Its text was read to the end by whoever asked. */
  isRead: boolean;
};

export type ModelCallInput = {
  /** In the order in which they are tried; at least one. */
  readonly endpoints: readonly Endpoint[];
  readonly toBody: (endpoint: Endpoint) => RequestBody;
  /** Before another endpoint gets the body, so that the record says so first. */
  readonly onFailover: (endpoint: Endpoint) => Promise<void>;
  readonly signal: AbortSignal;
};

/** A reply that has brought nothing yet; without an endpoint it has failed already. */
export function startReply(endpoint: Endpoint | null): Reply {
  const failure = endpoint ? null : ({ code: "model_unavailable", reason: "no_endpoint", retryable: false } as const);
  return { endpoint, completion: emptyCompletion(), failure, tries: 0, startedAt: performance.now(), isRead: false };
}

/**
 * Stage "call": yields the answer's text as it arrives and fills `reply`. A try that fails before its first token is repeated once where that
 * may help, then the next endpoint is asked; after the first token nothing is tried again. Never throws for a model's failure.
 */
export async function* callModel(input: ModelCallInput, reply: Reply): AsyncGenerator<string, void, undefined> {
  for (const [index, endpoint] of input.endpoints.entries()) {
    if (index > 0) await input.onFailover(endpoint);
    reply.endpoint = endpoint;
    for (let tries = 1; tries <= MAX_TRIES_PER_ENDPOINT; tries += 1) {
      yield* tryOnce(endpoint, input, reply);
      if (reply.failure === null || isFinal(reply)) return;
      if (!reply.failure.retryable || tries === MAX_TRIES_PER_ENDPOINT) break;
      await sleep(RETRY_DELAY_MS);
    }
  }
}

async function* tryOnce(
  endpoint: Endpoint,
  { toBody, signal }: ModelCallInput,
  reply: Reply,
): AsyncGenerator<string, void, undefined> {
  reply.tries += 1;
  reply.completion = emptyCompletion();
  reply.failure = null;
  try {
    yield* readCompletion(getModelClient(endpoint), toBody(endpoint), reply.completion, signal);
    if (reply.completion.finishReason === null) reply.failure = endedEarly(reply.completion);
  } catch (error) {
    reply.failure = toModelFailure(error, reply.completion.deadline);
  }
}

/** An abort or a closed connection ends the SDK's stream without an error. */
function endedEarly(completion: Completion): ModelFailure {
  if (completion.deadline === "too_long") return { code: "model_failed", reason: "too_long", retryable: false };
  if (completion.deadline !== null) return toModelFailure(null, completion.deadline);
  return { code: "model_failed", reason: "connection_closed", retryable: true };
}

/** Something was shown already, or nobody waits any more. */
const isFinal = ({ completion, failure }: Reply) => completion.firstTokenMs !== null || failure?.code === "aborted";
