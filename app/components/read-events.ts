import type { z } from "zod";

const FIELD = "data:";

/**
 * Reads server-sent events, one JSON value each, as they arrive.
 * @throws ZodError or SyntaxError for an event that is not as expected.
 */
export async function* readEvents<T>(
  body: ReadableStream<Uint8Array>,
  schema: z.ZodType<T>,
): AsyncGenerator<T, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let buffer = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const events = (buffer + decoder.decode(value, { stream: true })).split("\n\n");
      buffer = events.pop() ?? "";
      for (const event of events.filter((each) => each.startsWith(FIELD)))
        yield schema.parse(JSON.parse(event.slice(FIELD.length)));
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
