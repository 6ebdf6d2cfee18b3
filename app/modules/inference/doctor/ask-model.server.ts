import type OpenAI from "openai";
import { getModelClient } from "~/modules/inference/model-client.server";
import { boundedFetch } from "./bounded-fetch";
import { emptyReading, type Reading, type Visit } from "./visit";

const MAX_ANSWER_BYTES = 2_097_152;

type Body = Omit<OpenAI.Chat.ChatCompletionCreateParamsStreaming, "model" | "stream"> & Record<string, unknown>;

/**
 * A model call as the app makes it: by the SDK, streamed, written down first. Its texts are the doctor's own; nothing of the shop is in them.
 * @param onBegin called when the answer has begun; it is left there when this resolves to "stop".
 * @throws the SDK's errors.
 */
export async function askModel(visit: Visit, wish: Body, onBegin?: () => Promise<"stop">): Promise<Reading> {
  const { openai, fetch } = getModelClient(visit.endpoint);
  const client = openai.withOptions({ fetch: boundedFetch(fetch, MAX_ANSWER_BYTES) });
  const model = visit.facts.model ?? visit.endpoint.model;
  const body = { ...wish, model, stream: true, stream_options: { include_usage: true } } as const;
  const finish = await visit.ledger(body);
  const reading = emptyReading();
  const startedAt = performance.now();
  try {
    for await (const chunk of await client.chat.completions.create(body, { signal: visit.signal })) {
      takeChunk(chunk, reading, startedAt);
      if (onBegin && reading.firstTokenMs !== null && (await onBegin()) === "stop") break;
    }
    return reading;
  } finally {
    await finish(reading);
  }
}

function takeChunk(chunk: OpenAI.Chat.ChatCompletionChunk, reading: Reading, startedAt: number): void {
  // A server that is not quite the protocol's may leave out what the SDK's types promise.
  const choice = chunk.choices?.[0];
  reading.text += choice?.delta?.content ?? "";
  for (const call of choice?.delta?.tool_calls ?? []) {
    const known = (reading.toolCalls[call.index ?? 0] ??= { name: "", arguments: "" });
    known.name += call.function?.name ?? "";
    known.arguments += call.function?.arguments ?? "";
  }
  if (reading.text !== "" || reading.toolCalls.length > 0 || isThinking(choice?.delta))
    reading.firstTokenMs ??= Math.round(performance.now() - startedAt);
  reading.finishReason = choice?.finish_reason ?? reading.finishReason;
  reading.promptTokens = chunk.usage?.prompt_tokens ?? reading.promptTokens;
  reading.completionTokens = chunk.usage?.completion_tokens ?? reading.completionTokens;
  reading.systemFingerprint ??= chunk.system_fingerprint ?? null;
  reading.model ??= chunk.model ?? null;
}

/** A model that thinks first sends that under a name of its own. */
function isThinking(delta: object | undefined): boolean {
  return delta !== undefined && ("reasoning_content" in delta || "reasoning" in delta);
}
