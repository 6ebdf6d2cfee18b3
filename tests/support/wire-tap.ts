import { once } from "node:events";
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** One request for a completion, as it went over the wire and as it was answered. */
export type Tapped = { readonly request: string; readonly response: string };

export type WireTap = {
  /** Ends in /v1, as the server's own. */
  readonly baseUrl: string;
  /** Requests for chat completions that were answered to their end, oldest first. */
  readonly calls: Tapped[];
  readonly close: () => Promise<void>;
};

/** Stands between the app and a real model server: passes every byte on as it comes, and keeps what it saw. */
export async function startWireTap(baseUrl: string): Promise<WireTap> {
  const calls: Tapped[] = [];
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    const { method = "GET", headers, url = "/" } = request;
    const upstream = forward(new URL(url, baseUrl), { method, headers: { ...headers, host: new URL(baseUrl).host } });
    response.on("close", () => upstream.destroy());
    upstream.end(body);
    const [answer] = (await once(upstream, "response")) as [IncomingMessage]; // nodejs.org, http "Event: 'response'"
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    const sent = await text(answer);
    if (url === "/v1/chat/completions") calls.push({ request: body, response: sent });
  };
  const server = createServer((request, response) => void pass(request, response).catch(() => response.destroy()));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // of a server that listens on a port (nodejs.org, "server.address()")
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { baseUrl: `http://127.0.0.1:${port}/v1`, calls, close };
}
