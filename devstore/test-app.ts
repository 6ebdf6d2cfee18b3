import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export type Received = { method: string; url: string; headers: IncomingHttpHeaders; body: string };

/** A stand-in for the app that records what it receives. */
export type AppStub = {
  origin: string;
  received: Received[];
  answer(status: number, headers?: Record<string, string>, body?: string): void;
  close(): void;
};

/** Starts an app stub that answers 200. */
export async function startAppStub(): Promise<AppStub> {
  const received: Received[] = [];
  let answer = { status: 200, headers: {}, body: "ok" };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      received.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  // Listening on TCP always yields an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    received,
    answer: (status, headers = {}, body = "ok") => void (answer = { status, headers, body }),
    close: () => void server.close(),
  };
}
