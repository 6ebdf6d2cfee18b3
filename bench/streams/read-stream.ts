import { readEvents } from "../../scripts/ask/read-events.ts";
import { ChatEvent } from "../../scripts/ask/wire.ts";
import type { ChatSession } from "../../scripts/ask/session.ts";

export type StreamResult = {
  /** Times (performance.now) at which each piece of text arrived. */
  readonly arrivals: readonly number[];
  readonly text: string;
  /** Why it did not come whole; null when it did. */
  readonly problem: string | null;
};

/** Opens the chat and asks one question as the widget does, and reads the answer to its end. */
export async function readStream(open: () => Promise<ChatSession>, question: string): Promise<StreamResult> {
  const arrivals: number[] = [];
  let text = "";
  let problem: string | null = "it ended early";
  try {
    const { appOrigin, storefrontOrigin, token } = await open();
    const response = await fetch(`${appOrigin}/chat/turn`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, origin: storefrontOrigin, "content-type": "application/json" },
      body: JSON.stringify({ turnId: crypto.randomUUID(), text: question }),
    });
    if (!response.ok || !response.body) throw new Error(`status ${response.status}: ${await response.text()}`);
    for await (const data of readEvents(response.body)) {
      const event = ChatEvent.parse(JSON.parse(data));
      if (event.type === "text") {
        arrivals.push(performance.now());
        text += event.text;
      } else if (event.type === "done") problem = event.status === "complete" ? null : event.status;
      else if (event.type === "error") problem = event.text;
    }
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  return { arrivals, text, problem };
}
