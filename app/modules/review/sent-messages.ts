import { z } from "zod";

const Call = z.object({ function: z.object({ name: z.string(), arguments: z.string() }) });

const SentBody = z.object({
  messages: z.array(
    z
      .object({ role: z.string(), content: z.string(), tool_calls: z.array(Call).optional() })
      .transform(({ role, content, tool_calls = [] }) => ({
        role,
        content: [content, ...tool_calls.map((call) => `${call.function.name} ${call.function.arguments}`)]
          .filter((line) => line !== "")
          .join("\n"),
      })),
  ),
});

const Parameters = z.record(z.string(), z.unknown());

export type SentMessage = { readonly role: string; readonly content: string };

/** The messages of an as-sent request body, and the other parameters; a body of another form is shown whole. */
export function splitSentBody(request: string): { messages: readonly SentMessage[]; parameters: string } {
  const parsed = parseJson(request);
  const body = SentBody.safeParse(parsed);
  if (!body.success) return { messages: [{ role: "request", content: request }], parameters: "" };
  const others = Object.entries(Parameters.parse(parsed)).filter(([key]) => key !== "messages");
  return { messages: body.data.messages, parameters: JSON.stringify(Object.fromEntries(others), null, 2) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
