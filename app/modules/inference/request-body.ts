import { z } from "zod";
import type { Endpoint } from "./endpoint";
import type { GovernedRequest } from "./inference-types";
import type { RequestBody } from "./read-completion.server";
import type { Prompt } from "./spotlight";

const DEFAULT_TEMPERATURE = 0;

/** The body as the SDK sends it: what `JSON.stringify` makes of it is what goes over the wire, and what the record keeps. */
export function toRequestBody(
  endpoint: Pick<Endpoint, "model"> | null,
  request: GovernedRequest,
  prompt: Prompt,
): RequestBody {
  return {
    model: endpoint?.model ?? "",
    messages: prompt.messages.map(({ role, content }) => ({ role, content })),
    max_tokens: request.maxOutputTokens,
    temperature: request.temperature ?? DEFAULT_TEMPERATURE,
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
  };
}

function toJsonSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { target: "draft-7" });
  return rest;
}
