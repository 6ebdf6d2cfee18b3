import type OpenAI from "openai";
import type { Endpoint } from "./endpoint";
import type { GovernedRequest, ToolDefinition } from "./inference-types";
import { toJsonSchema } from "./json-schema";
import type { RequestBody } from "./read-completion.server";
import type { Prompt, PromptMessage } from "./spotlight";

const DEFAULT_TEMPERATURE = 0;

/** The body as the SDK sends it: what `JSON.stringify` makes of it is what goes over the wire, and what the record keeps. */
export function toRequestBody(
  endpoint: Pick<Endpoint, "model"> | null,
  request: GovernedRequest,
  prompt: Prompt,
): RequestBody {
  return {
    model: endpoint?.model ?? "",
    messages: prompt.messages.map(toWireMessage),
    max_tokens: request.maxOutputTokens,
    temperature: request.temperature ?? DEFAULT_TEMPERATURE,
    // Also when nobody reads along: llama.cpp goes on with a whole answer after its reader has left, and a stream it ends at once.
    stream: true,
    stream_options: { include_usage: true },
    ...(request.schema
      ? {
          response_format: {
            type: "json_schema",
            json_schema: { name: request.schema.name, strict: true, schema: toJsonSchema(request.schema.zod) },
          },
        }
      : {}),
    ...(request.tools ? { tools: request.tools.definitions.map(toWireTool), tool_choice: request.tools.choice } : {}),
  };
}

function toWireMessage(message: PromptMessage): OpenAI.Chat.ChatCompletionMessageParam {
  const { role, content } = message;
  if (role === "tool") return { role, tool_call_id: message.callId, content };
  if (!("calls" in message)) return { role, content };
  const calls = message.calls.map(({ id, name, arguments: values }) => ({
    id,
    type: "function" as const,
    function: { name, arguments: JSON.stringify(values) },
  }));
  return { role, content, tool_calls: calls };
}

function toWireTool({ name, description, parameters }: ToolDefinition): OpenAI.Chat.ChatCompletionTool {
  return { type: "function", function: { name, description, parameters: toJsonSchema(parameters) } };
}
