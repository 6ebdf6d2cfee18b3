import { z } from "zod";

/** What the connection doctor found a model server able to do; chooses how answers are made. */
export const EndpointCapabilities = z.object({
  /** Calls the right tool, with the right argument, when it is left to the model (`tool_choice: "auto"`). */
  tools: z.boolean(),
  /** Keeps to a JSON schema. */
  jsonSchema: z.boolean(),
  /** Of one request, prompt and answer together; null when the server does not say. */
  contextTokens: z.number().int().positive().nullable(),
});

export type EndpointCapabilities = z.infer<typeof EndpointCapabilities>;

/** From a stored check; null when there was none, or one in a form that is no longer read. */
export function readCapabilities(lastCheck: unknown): EndpointCapabilities | null {
  return z.object({ capabilities: EndpointCapabilities }).safeParse(lastCheck).data?.capabilities ?? null;
}
