// The mock model server: answers at once with the same 50 tokens, whole or streamed. PORT says where it listens.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { ANSWER_TOKENS } from "./scripted-answer.ts";

const BASE = { id: "chatcmpl-bench", object: "chat.completion.chunk", created: 0, model: "mock" };
const USAGE = { prompt_tokens: 200, completion_tokens: ANSWER_TOKENS.length, total_tokens: 200 + ANSWER_TOKENS.length };
const CHUNKS = [
  ...ANSWER_TOKENS.map((content) => ({ ...BASE, choices: [{ index: 0, delta: { content }, finish_reason: null }] })),
  { ...BASE, choices: [{ index: 0, delta: {}, finish_reason: "stop" }] },
  { ...BASE, choices: [], usage: USAGE },
].map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`);
const WHOLE = JSON.stringify({
  ...BASE,
  object: "chat.completion",
  choices: [{ index: 0, message: { role: "assistant", content: ANSWER_TOKENS.join("") }, finish_reason: "stop" }],
  usage: USAGE,
});

createServer((request, response) => void answer(request, response)).listen(Number(process.env["PORT"]), "127.0.0.1");

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "POST") {
    response.setHeader("content-type", "application/json");
    return void response.end(JSON.stringify({ object: "list", data: [{ id: "mock", object: "model" }] }));
  }
  const body: unknown = await json(request);
  const isStream = typeof body === "object" && body !== null && "stream" in body && body.stream === true;
  response.setHeader("content-type", isStream ? "text/event-stream" : "application/json");
  if (!isStream) return void response.end(WHOLE);
  for (const chunk of CHUNKS) response.write(chunk);
  response.end("data: [DONE]\n\n");
}
