import { createHash } from "node:crypto";
import OpenAI from "openai";
import { CALL_TIMEOUTS } from "./call-timeouts";
import type { Endpoint } from "./endpoint";
import { checkEndpointAddress } from "./endpoint-address";
import { createLockedFetch, type LockedFetch } from "./locked-fetch.server";

export type ModelClient = { readonly openai: OpenAI; readonly fetch: LockedFetch["fetch"] };

const MAX_CLIENTS = 200;

const clients = new Map<string, { client: ModelClient; close: LockedFetch["close"] }>();

/**
 * The client of an endpoint, kept with its connections; a changed address, key or permission makes a new one.
 * @throws Error when the address is not allowed.
 */
export function getModelClient(endpoint: Endpoint): ModelClient {
  const key = endpointKey(endpoint);
  const known = clients.get(key);
  if (known) {
    clients.delete(key);
    clients.set(key, known);
    return known.client;
  }
  const made = makeClient(endpoint);
  clients.set(key, made);
  const oldest = clients.entries().next().value;
  if (clients.size > MAX_CLIENTS && oldest) {
    clients.delete(oldest[0]);
    void oldest[1].close();
  }
  return made.client;
}

/** Closes every connection; for a clean stop and for tests. */
export async function closeModelClients(): Promise<void> {
  const open = [...clients.values()];
  clients.clear();
  await Promise.all(open.map(({ close }) => close()));
}

function makeClient(endpoint: Endpoint): { client: ModelClient; close: LockedFetch["close"] } {
  // Stored addresses are judged again: what an operator allowed may have changed since.
  const checked = checkEndpointAddress(endpoint.baseUrl, endpoint);
  if (!checked.ok) throw new Error(`the endpoint's address is not allowed: ${checked.reason}`);
  const { fetch, close } = createLockedFetch(new URL(checked.baseUrl).origin, endpoint);
  const openai = new OpenAI({
    baseURL: checked.baseUrl,
    apiKey: endpoint.apiKey ?? "none",
    // Set, so that the SDK reads none of them from OPENAI_* variables (openai 7, client.js).
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    fetch,
    maxRetries: 0,
    timeout: CALL_TIMEOUTS.totalMs,
    logLevel: "off",
  });
  return { client: { openai, fetch }, close };
}

/** Tells one server under one key from another; says nothing of the key. */
export function endpointKey({ baseUrl, apiKey, allowPrivate }: Endpoint): string {
  return createHash("sha256")
    .update(JSON.stringify([baseUrl, apiKey, allowPrivate]))
    .digest("hex");
}
