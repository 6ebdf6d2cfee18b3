import { APIError } from "openai";
import { askModel } from "./ask-model.server";
import { explainError } from "./explain-error";
import type { Finding, Visit } from "./visit";

/** Whether a request may carry `cache_salt`, by which vLLM keeps the prompt caches of shops apart (vLLM, docs/design/prefix_caching.md). */
export async function checkCacheSalt(visit: Visit): Promise<Finding> {
  try {
    await askModel(visit, {
      messages: [{ role: "user", content: "Say yes." }],
      max_tokens: 1,
      cache_salt: crypto.randomUUID(),
    });
  } catch (error) {
    if (!(error instanceof APIError) || error.status === undefined) throw error;
    return { result: "warn", detail: explainError(error), fix: "Update the server, or use it for one shop only." };
  }
  if (visit.facts.kind === "vllm") return { result: "pass", detail: "Accepted: each shop has its own prompt cache." };
  return {
    result: "pass",
    detail: "Accepted, but only vLLM acts on it. That makes no difference while one shop uses this server.",
  };
}
