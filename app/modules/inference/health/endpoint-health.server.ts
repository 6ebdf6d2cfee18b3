import { env } from "~/env.server";
import type { Endpoint } from "~/modules/inference/endpoint";
import { endpointKey, getModelClient } from "~/modules/inference/model-client.server";
import { Circuit } from "./circuit";
import { FairQueue } from "./fair-queue";

const MAX_KNOWN = 1_000;
/** How long a server has to answer anything at all when it is asked whether it is there; twice, because we may be the slow ones. */
const ALIVE_TIMEOUT_MS = 500;
/** An answer to that holds for others, too. */
const ALIVE_CACHE_MS = 1_500;

/** What this process knows of one model server under one key: other processes learn the same by themselves. */
export type EndpointHealth = {
  readonly circuit: Circuit;
  readonly queue: FairQueue;
  /** The reason of the last failure that was the server's (model-failure.ts). */
  lastFailure: string | null;
  /** llama.cpp's own number of places (GET /props, total_slots), once it said so. */
  slots: number | null;
  alive: { readonly value: Promise<boolean>; readonly until: number } | null;
};

const known = new Map<string, EndpointHealth>();

/** The one of an endpoint, for as long as the process lives. */
export function getEndpointHealth(endpoint: Endpoint): EndpointHealth {
  const key = endpointKey(endpoint);
  const existing = known.get(key);
  if (existing) return existing;
  const health: EndpointHealth = {
    circuit: new Circuit(),
    queue: new FairQueue(() => Math.min(env.INFERENCE_MAX_CONCURRENT, health.slots ?? Infinity)),
    lastFailure: null,
    slots: null,
    alive: null,
  };
  known.set(key, health);
  if (known.size > MAX_KNOWN) forgetIdle(key);
  return health;
}

/**
 * Whether a server that keeps silent is there: any answer to a small question will do, an error too. False only when nothing comes, so that a
 * model that thinks for long is waited for, and a machine that hangs is not. Asked once for all who wait.
 */
export function isServerAlive(endpoint: Endpoint): Promise<boolean> {
  const health = getEndpointHealth(endpoint);
  if (health.alive && health.alive.until > performance.now()) return health.alive.value;
  const value = answersAnything(endpoint).then((isThere) => isThere || answersAnything(endpoint));
  health.alive = { value, until: performance.now() + ALIVE_CACHE_MS };
  return value;
}

/** Forgets everything; for tests. */
export function forgetEndpointHealth(): void {
  known.clear();
}

async function answersAnything(endpoint: Endpoint): Promise<boolean> {
  const signal = AbortSignal.timeout(ALIVE_TIMEOUT_MS);
  try {
    const { fetch } = getModelClient(endpoint);
    const response = await fetch(`${endpoint.baseUrl}/models`, {
      headers: endpoint.apiKey === null ? {} : { authorization: `Bearer ${endpoint.apiKey}` },
      signal,
    });
    await response.body?.cancel();
    return true;
  } catch {
    // A connection that is refused says that someone is there, who may still finish what was begun.
    return !signal.aborted;
  }
}

function forgetIdle(except: string): void {
  for (const [key, { queue }] of known) {
    if (key === except || queue.running > 0 || queue.waiting > 0) continue;
    known.delete(key);
    return;
  }
}
