import { z } from "zod";
import type { Endpoint } from "./endpoint";
import { getEndpointHealth } from "./health/endpoint-health.server";
import { getModelClient } from "./model-client.server";

const CACHE_MS = 5 * 60_000;
const FAILED_CACHE_MS = 30_000;
const TIMEOUT_MS = 1_000;
const MAX_BODY_CHARS = 262_144;
const MAX_CHARS = 300;

/** llama.cpp's GET /props (tools/server/README.md) and vLLM's GET /version (vllm/entrypoints). */
const LlamaProps = z.object({
  model_path: z.string().optional(),
  build_info: z.string(),
  total_slots: z.number().int().min(1).optional(),
});
const VllmVersion = z.object({ version: z.string() });

type Cached = { readonly value: Promise<string | null>; readonly expiresAt: number };

const cache = new Map<string, Cached>();

/** What the server says of itself, e.g. "llama.cpp b9876, SmolLM2.gguf"; null when it does not say. Asked at most every five minutes. */
export function getServerFingerprint(endpoint: Endpoint): Promise<string | null> {
  const key = `${endpoint.baseUrl} ${endpoint.model}`;
  const known = cache.get(key);
  if (known && known.expiresAt > Date.now()) return known.value;
  const value = ask(endpoint);
  cache.set(key, { value, expiresAt: Date.now() + CACHE_MS });
  void value.then((answer) => {
    if (answer === null) cache.set(key, { value, expiresAt: Date.now() + FAILED_CACHE_MS });
  });
  return value;
}

/** One line for the record; parts that are not known are left out. */
export function describeFingerprint(
  server: string | null,
  model: string | null,
  systemFingerprint: string | null,
): string | null {
  const parts = [model, server, systemFingerprint].filter((part) => part !== null && part !== "");
  return parts.length === 0
    ? null
    : [...new Set(parts)]
        .join(" · ")
        .replace(/[\p{Cc}\p{Cf}]/gu, "")
        .slice(0, MAX_CHARS);
}

async function ask(endpoint: Endpoint): Promise<string | null> {
  const props = LlamaProps.safeParse(await getJson(endpoint, "props"));
  if (props.success) {
    getEndpointHealth(endpoint).slots = props.data.total_slots ?? null;
    const file = props.data.model_path?.split(/[\\/]/).at(-1);
    return `llama.cpp ${props.data.build_info}${file ? `, ${file}` : ""}`;
  }
  const version = VllmVersion.safeParse(await getJson(endpoint, "version"));
  return version.success ? `vLLM ${version.data.version}` : null;
}

/** These pages lie beside the API, not under /v1. */
async function getJson(endpoint: Endpoint, page: string): Promise<unknown> {
  try {
    const { fetch } = getModelClient(endpoint);
    const response = await fetch(`${endpoint.baseUrl.replace(/\/v\d+$/, "")}/${page}`, {
      headers: endpoint.apiKey === null ? {} : { authorization: `Bearer ${endpoint.apiKey}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    return response.ok && text.length <= MAX_BODY_CHARS ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
