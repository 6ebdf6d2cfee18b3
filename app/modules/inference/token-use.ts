import type { Reply } from "./call-model.server";
import { estimateTokens } from "./estimate-tokens";
import type { GovernedRequest } from "./inference-types";

/** A cautious guess of what a call may cost at most, in tokens: reserved before it is made. */
export function estimateRequest({ instructions, turns, evidence, maxOutputTokens }: GovernedRequest): number {
  const texts = [
    instructions,
    ...turns.map(({ content }) => content),
    ...evidence.flatMap(({ title, text }) => [title, text]),
  ];
  return texts.reduce((sum, text) => sum + estimateTokens(text), maxOutputTokens);
}

/** What a call has cost: by the server's own count, or by ours for an answer that was cut; nothing when no server took it. */
export function usedTokens({ tries, completion, failure }: Reply, request: GovernedRequest): number {
  const { promptTokens, completionTokens, text } = completion;
  if (promptTokens !== null || completionTokens !== null) return (promptTokens ?? 0) + (completionTokens ?? 0);
  const wasTaken = text !== "" || (tries > 0 && (failure?.code === "aborted" || failure?.code === "model_timeout"));
  return wasTaken ? estimateRequest({ ...request, maxOutputTokens: 0 }) + estimateTokens(text) : 0;
}
