import { getModelClient } from "~/modules/inference/model-client.server";
import { boundedFetch } from "./bounded-fetch";
import type { Visit } from "./visit";

const MAX_PAGE_BYTES = 2_097_152;
const PAGE_TIMEOUT_MS = 5_000;

export type PageRequest = {
  /** Sent as JSON by POST; without it the page is asked for by GET. */
  readonly body?: object;
  /** Which key is shown: the endpoint's own (the default), none, or one that cannot be right. */
  readonly key?: "own" | "none" | "wrong";
  readonly timeoutMs?: number;
};

export type Page = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Null when the text is no JSON. */
  readonly json: unknown;
};

/** Asks the server for one page, whole, within 5 seconds and 2 MiB. @throws Error when there is no whole answer. */
export async function askPage(visit: Visit, url: string, request: PageRequest = {}): Promise<Page> {
  const { fetch } = getModelClient(visit.endpoint);
  const response = await boundedFetch(fetch, MAX_PAGE_BYTES)(url, {
    headers: { ...keyHeader(visit, request.key ?? "own"), ...(request.body ? JSON_HEADER : {}) },
    ...(request.body ? { method: "POST", body: JSON.stringify(request.body) } : {}),
    signal: AbortSignal.any([visit.signal, AbortSignal.timeout(request.timeoutMs ?? PAGE_TIMEOUT_MS)]),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text) };
}

const JSON_HEADER = { "content-type": "application/json" };

function keyHeader({ endpoint }: Visit, key: "own" | "none" | "wrong"): Record<string, string> {
  if (key === "wrong") return { authorization: "Bearer this-key-is-wrong-on-purpose" };
  return key === "none" || endpoint.apiKey === null ? {} : { authorization: `Bearer ${endpoint.apiKey}` };
}

/** Where the server's own pages may lie: beside the API, and at the origin if the API has a prefix. */
export function serverRoots({ endpoint }: Visit): string[] {
  return [...new Set([endpoint.baseUrl.replace(/\/v\d+$/, ""), new URL(endpoint.baseUrl).origin])];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
