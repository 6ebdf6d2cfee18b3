import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { ANSWER_TOKENS } from "./chat-answer.ts";

/** A mock model server in this process that notes when it sent each token of which stream. */
export type SlowModel = {
  readonly origin: string;
  /** Times (performance.now) of the tokens of a stream, by its key. */
  readonly sent: ReadonlyMap<string, readonly number[]>;
  /** How many streams are open now. */
  readonly open: () => number;
  readonly close: () => void;
};

/** What a question carries so that its stream is known again: letters, which no stage takes for a number or a person. */
export const streamKey = (index: number) =>
  `key${[...String(index).padStart(4, "0")].map((digit) => "abcdefghij"[Number(digit)]).join("")}`;

/** Sends a token every `gapMs`. */
export async function startSlowModel(gapMs: number): Promise<SlowModel> {
  const sent = new Map<string, number[]>();
  let opened = 0;
  const server = createServer((request, response) => {
    if (request.url === "/v1/models") return void response.end(JSON.stringify({ data: [{ id: "mock" }] }));
    opened += 1;
    response.once("close", () => (opened -= 1));
    void answer(request, response, gapMs, sent);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on a port has an address of this form (nodejs.org, "server.address()").
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${port}`, sent, open: () => opened, close };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  gapMs: number,
  sent: Map<string, number[]>,
): Promise<void> {
  if (request.method !== "POST") return void response.writeHead(404).end();
  const key = /key[a-j]{4}/.exec(await text(request))?.[0] ?? "";
  const times: number[] = [];
  sent.set(key, times);
  response.setHeader("content-type", "text/event-stream");
  const send = (delta: object, finish: string | null) =>
    response.write(
      `data: ${JSON.stringify({ id: "x", object: "chat.completion.chunk", created: 0, model: "mock", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`,
    );
  for (const content of ANSWER_TOKENS) {
    await sleep(gapMs);
    if (response.destroyed) return;
    times.push(performance.now());
    send({ content }, null);
  }
  times.push(performance.now());
  send({}, "stop");
  response.end("data: [DONE]\n\n");
}
