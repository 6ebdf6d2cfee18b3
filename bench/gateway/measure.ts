import { ANSWER_TOKENS, POLICY, QUESTION } from "../support/scripted-answer.ts";
import type { Target } from "./targets.ts";

export type Mode = "whole" | "stream";

const MIN_ANSWER_CHARS = ANSWER_TOKENS.join("").length - 1;
const messages = [
  {
    role: "system",
    content: "You answer a shopper of an online shop. Use only the data. Answer in one or two short sentences.",
  },
  { role: "user", content: QUESTION },
] as const;
const WITH_DATA = [messages[0], { role: "user", content: `Data: ${POLICY}\nPrice: €129.00.\n\n${QUESTION}` }] as const;

/** Milliseconds of each of `count` calls, `concurrency` at a time. @throws Error when an answer is not the whole one */
export async function measure(target: Target, mode: Mode, concurrency: number, count: number): Promise<number[]> {
  const times: number[] = [];
  let left = count;
  const worker = async () => {
    while ((left -= 1) >= 0) {
      const startedAt = performance.now();
      const text = mode === "whole" ? await askWhole(target) : await askStreamed(target);
      times.push(performance.now() - startedAt);
      if (text.length < MIN_ANSWER_CHARS) throw new Error(`${target.name} answered only: ${text}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return times;
}

/** Ours adds the data itself; the others get it in the message, so that all send about the same. */
function bodyFor({ name }: Target) {
  return { model: "mock", messages: name === "ours" ? [...messages] : [...WITH_DATA], max_tokens: 200 };
}

async function askWhole(target: Target): Promise<string> {
  const answer = await target.client.chat.completions.create(bodyFor(target));
  return answer.choices[0]?.message.content ?? "";
}

async function askStreamed(target: Target): Promise<string> {
  const stream = await target.client.chat.completions.create({ ...bodyFor(target), stream: true });
  let text = "";
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
  return text;
}
