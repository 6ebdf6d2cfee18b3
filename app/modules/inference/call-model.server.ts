import { setTimeout as sleep } from "node:timers/promises";
import type { CallTimeouts } from "./call-timeouts";
import type { Endpoint } from "./endpoint";
import type { CircuitPass } from "./health/circuit";
import { getEndpointHealth, isServerAlive, type EndpointHealth } from "./health/endpoint-health.server";
import { getModelClient } from "./model-client.server";
import { isServersFault, toModelFailure, type ModelFailure } from "./model-failure";
import { emptyCompletion, readCompletion, type Completion, type RequestBody } from "./read-completion.server";

const MAX_TRIES_PER_ENDPOINT = 2;
const RETRY_DELAY_MS = 150;
/** After so long without any server that answers, another is asked only when it is known to be there: who waits is to know within two seconds. */
const LATE_MS = 1_000;

/** What a call has come to; filled while its text is read, so that nothing is lost when the reader leaves. */
export type Reply = {
  /** The one that is asked now, or that answered; null when there is none. */
  endpoint: Endpoint | null;
  completion: Completion;
  failure: ModelFailure | null;
  /** Requests made, over all endpoints. */
  tries: number;
  /** Milliseconds spent in the line before a server. */
  waitedMs: number;
  /** Milliseconds of `performance.now()`. */
  readonly startedAt: number;
  /** Its text was read to the end by whoever asked. */
  isRead: boolean;
};

export type ModelCallInput = {
  /** Whose call it is: the line before a busy server is fair between shops. */
  readonly shopId: string;
  /** In the order in which they are tried; at least one. */
  readonly endpoints: readonly Endpoint[];
  readonly toBody: (endpoint: Endpoint) => RequestBody;
  /** Before another endpoint than the first gets the body, so that the record says so first. */
  readonly onFailover: (endpoint: Endpoint) => Promise<void>;
  readonly signal: AbortSignal;
  readonly timeouts: CallTimeouts;
  /** Asks also a server that is known to be away: for staff who want to know. */
  readonly isForced: boolean;
};

/** A reply that has brought nothing yet; without an endpoint it has failed already. */
export function startReply(endpoint: Endpoint | null): Reply {
  const failure = endpoint ? null : ({ code: "model_unavailable", reason: "no_endpoint", retryable: false } as const);
  const startedAt = performance.now();
  return { endpoint, completion: emptyCompletion(), failure, tries: 0, waitedMs: 0, startedAt, isRead: false };
}

/**
 * Stage "call": yields the answer's text as it arrives and fills `reply`. Each endpoint is asked when its circuit is closed and it has a
 * place; a try that fails before its first token is repeated once where that may help, then the next endpoint is asked; after the first token
 * nothing is tried again. Never throws for a model's failure.
 */
export async function* callModel(input: ModelCallInput, reply: Reply): AsyncGenerator<string, void, undefined> {
  let recorded = reply.endpoint;
  let busy: ModelFailure | null = null;
  for (const endpoint of input.endpoints) {
    const health = getEndpointHealth(endpoint);
    const { circuit, queue } = health;
    if (!input.isForced && circuit.retryAfterMs > 0) {
      reply.failure ??= isAway(health);
      continue;
    }
    if (reply.failure?.isHard && isLate(reply) && !(await isServerAlive(endpoint))) continue;
    const startedAt = performance.now();
    const place = await queue.enter(input.shopId, input.signal);
    reply.waitedMs += Math.round(performance.now() - startedAt);
    if (place.kind === "left") return void (reply.failure = toModelFailure(null, "reader_left"));
    if (place.kind === "busy") {
      busy = reply.failure = isBusy(place.retryAfterMs);
      continue;
    }
    try {
      if (endpoint !== recorded) await input.onFailover((recorded = endpoint));
      reply.endpoint = endpoint;
      yield* askEndpoint(endpoint, input, reply);
    } finally {
      place.leave();
    }
    if (reply.failure === null || isFinal(reply)) return;
  }
  // A place that becomes free is better news than a server that is away.
  if (busy) reply.failure = busy;
}

async function* askEndpoint(
  endpoint: Endpoint,
  input: ModelCallInput,
  reply: Reply,
): AsyncGenerator<string, void, undefined> {
  const health = getEndpointHealth(endpoint);
  for (let tries = 1; tries <= MAX_TRIES_PER_ENDPOINT; tries += 1) {
    const pass = health.circuit.enter(input.isForced);
    if (!pass) return void (reply.failure ??= isAway(health));
    yield* tryOnce(endpoint, pass, input, reply);
    if (!reply.failure?.retryable || isFinal(reply) || tries === MAX_TRIES_PER_ENDPOINT) return;
    await sleep(RETRY_DELAY_MS);
  }
}

async function* tryOnce(
  endpoint: Endpoint,
  pass: CircuitPass,
  { endpoints, toBody, signal, timeouts }: ModelCallInput,
  reply: Reply,
): AsyncGenerator<string, void, undefined> {
  reply.tries += 1;
  reply.completion = emptyCompletion();
  reply.failure = null;
  const left = { ...timeouts, totalMs: Math.max(0, timeouts.totalMs - (performance.now() - reply.startedAt)) };
  const isAlive = () => askAll(endpoint, endpoints);
  try {
    const patience = { signal, timeouts: left, isAlive };
    for await (const text of readCompletion(getModelClient(endpoint), toBody(endpoint), reply.completion, patience)) {
      pass.succeed();
      yield text;
    }
    if (reply.completion.finishReason === null) reply.failure = endedEarly(reply.completion);
  } catch (error) {
    reply.failure = toModelFailure(error, reply.completion.deadline);
  } finally {
    if (reply.failure && isServersFault(reply.failure)) getEndpointHealth(endpoint).lastFailure = reply.failure.reason;
    tell(pass, reply);
  }
}

/** Also for a reader who stopped reading, which leaves neither a failure nor a finish reason. */
function tell(pass: CircuitPass, { failure, completion }: Reply): void {
  if (failure && isServersFault(failure)) pass.fail(failure.isHard ?? false);
  else if (completion.finishReason !== null || (failure && failure.code !== "aborted")) pass.succeed();
  else pass.abandon();
}

/** While one is silent, the others are asked as well: whoever waits for this one need not wait for each of them in turn. */
async function askAll(endpoint: Endpoint, endpoints: readonly Endpoint[]): Promise<boolean> {
  for (const other of endpoints)
    if (other !== endpoint)
      void isServerAlive(other).then((isAlive) => {
        if (!isAlive) getEndpointHealth(other).circuit.enter()?.fail(true);
      });
  return isServerAlive(endpoint);
}

/** An abort or a closed connection ends the SDK's stream without an error. */
function endedEarly(completion: Completion): ModelFailure {
  if (completion.deadline === "too_long") return { code: "model_failed", reason: "too_long", retryable: false };
  if (completion.deadline !== null) return toModelFailure(null, completion.deadline);
  return { code: "model_failed", reason: "connection_closed", retryable: true };
}

const isAway = ({ circuit, lastFailure }: EndpointHealth): ModelFailure => ({
  code: "model_unavailable",
  reason: "circuit_open",
  ...(lastFailure === null ? {} : { since: lastFailure }),
  retryable: false,
  retryAfterMs: circuit.retryAfterMs,
});

const isBusy = (retryAfterMs: number): ModelFailure => ({
  code: "model_busy",
  reason: "no_place",
  retryable: false,
  retryAfterMs,
});

const isLate = ({ startedAt }: Reply) => performance.now() - startedAt > LATE_MS;

/** Something was shown already, or nobody waits any more. */
const isFinal = ({ completion, failure }: Reply) => completion.firstTokenMs !== null || failure?.code === "aborted";
