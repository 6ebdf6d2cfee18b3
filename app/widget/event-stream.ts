import type { ChatEvent } from "~/modules/support-chat/chat-protocol";

/** The events of a `text/event-stream` body, as they arrive; comments and unreadable lines are passed over. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ChatEvent, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let buffer = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (buffer + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
      buffer = blocks.pop() ?? "";
      for (const block of blocks) {
        const event = parseBlock(block);
        if (event) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function parseBlock(block: string): ChatEvent | null {
  const data = block
    .split(/\r?\n/)
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice(5).trimStart())
    .join("\n");
  return data === "" ? null : parseEvent(data);
}

function parseEvent(data: string): ChatEvent | null {
  try {
    // Our own server's words, checked there by the same schema; the widget carries no validator.
    return JSON.parse(data) as ChatEvent;
  } catch {
    return null;
  }
}
