import { Agent, fetch as undiciFetch } from "undici";
import { guardedLookup, issueEgressPass, type EgressPass } from "~/lib/egress-pass.server";
import { exactHost, type EgressRule } from "~/lib/egress-rule";
import type { AddressPolicy } from "./endpoint-address";
import { judgeAddress } from "./network-address";

/** Two servers that cannot be reached are found out within two seconds. Up to 1,000 undici keeps to it exactly (util/timers.js). */
const CONNECT_TIMEOUT_MS = 900;
const KEEP_ALIVE_MS = 30_000;
/** A backstop: how many calls run at once is decided before, and is at most 10,000 (INFERENCE_MAX_CONCURRENT). */
const MAX_CONNECTIONS = 10_100;
/** A backstop behind our own timers, which end a call much earlier. */
const SOCKET_SILENCE_MS = 130_000;
/** Hundreds of bytes a token, as events: more than the longest answer that anybody may ask for. */
const MAX_RESPONSE_BYTES = 16 * 1_024 * 1_024;

export type LockedFetch = { readonly fetch: typeof globalThis.fetch; readonly close: () => Promise<void> };

/**
 * A fetch that can reach one origin only: no other address, no redirect, and at each connect every resolved address is judged again, so that
 * a name cannot be pointed elsewhere after it was checked. It alone holds the pass to that origin: the process is locked for all others.
 */
export function createLockedFetch(origin: string, policy: AddressPolicy): LockedFetch {
  const rule = ruleFor(new URL(origin), policy);
  const agent = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS, lookup: guardedLookup(rule), ...issueEgressPass(rule) },
    connections: MAX_CONNECTIONS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: SOCKET_SILENCE_MS,
    bodyTimeout: SOCKET_SILENCE_MS,
    maxResponseSize: MAX_RESPONSE_BYTES,
  });
  const locked = async (input: unknown, init: object = {}) => {
    const url = new URL(String(input instanceof Request ? input.url : input));
    if (url.origin !== origin) throw new Error("this connection is locked to its endpoint");
    return undiciFetch(url, { ...init, dispatcher: agent, redirect: "error" });
  };
  // undici's own fetch and Node's differ in their types only: Node's is a copy of it (nodejs.org, "Globals: fetch").
  return { fetch: locked as unknown as typeof globalThis.fetch, close: () => agent.close() };
}

/** A pass for looking up an origin's name without connecting to it. */
export function passFor(origin: string, policy: AddressPolicy): EgressPass {
  return issueEgressPass(ruleFor(new URL(origin), policy));
}

function ruleFor({ hostname, port, protocol }: URL, { allowPrivate }: AddressPolicy): EgressRule {
  const usual = protocol === "https:" ? 443 : 80;
  return {
    name: "model server",
    isHost: exactHost(hostname),
    port: port === "" ? usual : Number(port),
    isAddress: (address) => !isRefused(address, allowPrivate),
  };
}

function isRefused(address: string, allowPrivate: boolean): boolean {
  const verdict = judgeAddress(address);
  return verdict === "forbidden" || (verdict === "private" && !allowPrivate);
}
