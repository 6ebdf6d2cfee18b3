import { QUESTION } from "../support/scripted-answer.ts";

export type StreamResult = {
  /** Times (performance.now) at which each piece of text arrived. */
  readonly arrivals: readonly number[];
  readonly text: string;
  /** The answer came whole, with its finish reason. */
  readonly isWhole: boolean;
};

/** Opens one chat stream and reads it to its end; a lost one is not whole. */
export async function readStream(origin: string, key: string): Promise<StreamResult> {
  const arrivals: number[] = [];
  let [text, isWhole, rest] = ["", false, ""];
  try {
    const body = JSON.stringify({ stream: true, messages: [{ content: `${QUESTION} ${key}` }] });
    const response = await fetch(`${origin}/v1/chat/completions`, { method: "POST", body });
    const decoder = new TextDecoder();
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
      const events = (rest + decoder.decode(part.value, { stream: true })).split("\n\n");
      rest = events.pop() ?? "";
      for (const event of events) {
        const piece = /"delta":\{"content":"((?:[^"\\]|\\.)*)"/.exec(event)?.[1];
        if (piece !== undefined) arrivals.push(performance.now());
        text += piece ?? "";
        isWhole ||= event.includes('"finish_reason":"stop"');
      }
    }
  } catch {
    isWhole = false;
  }
  return { arrivals, text, isWhole };
}
