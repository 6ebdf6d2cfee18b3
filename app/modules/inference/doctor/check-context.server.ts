import { CONTEXT_TOKENS } from "~/modules/inference/spotlight";
import type { Finding, Visit } from "./visit";

/** Whether our longest prompt and its answer fit into what the server keeps for one request. */
export async function checkContext({ facts }: Visit): Promise<Finding> {
  const { contextTokens } = facts;
  if (contextTokens === null)
    return {
      result: "unknown",
      detail: `The server does not say how long a request may be. This app needs ${CONTEXT_TOKENS} tokens.`,
    };
  if (contextTokens >= CONTEXT_TOKENS)
    return {
      result: "pass",
      detail: `${contextTokens} tokens for one request; the longest of this app needs ${CONTEXT_TOKENS}.`,
    };
  return {
    result: "fail",
    detail: `${contextTokens} tokens for one request, but the longest of this app needs ${CONTEXT_TOKENS}: long questions would fail.`,
    fix:
      facts.kind === "vllm"
        ? `Start vLLM with --max-model-len ${CONTEXT_TOKENS} or more.`
        : `Start llama.cpp with --ctx-size of at least ${CONTEXT_TOKENS} times the number of its slots (--parallel); on another server, raise its context length.`,
  };
}
