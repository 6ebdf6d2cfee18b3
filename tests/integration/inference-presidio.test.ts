import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { text as readText } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { askPresidio, closePresidio } from "~/modules/inference/ask-presidio.server";

type Received = { readonly path: string; readonly body: unknown };

const stops: (() => Promise<unknown>)[] = [];

/** A server that answers every request as told; it notes what it was asked. */
async function startAnalyzer(
  answer: (body: { text: string[] }) => { status?: number; body: string; afterMs?: number },
) {
  const received: Received[] = [];
  const listener: RequestListener = (request, response) => {
    void readText(request).then((raw) => {
      // The test's own client wrote it.
      const body = JSON.parse(raw) as { text: string[] };
      received.push({ path: request.url ?? "", body });
      const { status = 200, body: sent, afterMs = 0 } = answer(body);
      setTimeout(() => response.writeHead(status, { "content-type": "application/json" }).end(sent), afterMs);
    });
  };
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  stops.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${port}`, received };
}

const ask = (url: string | undefined, texts: readonly string[]) => askPresidio(texts, { url, language: "en" });

afterEach(async () => {
  await closePresidio();
  for (const stop of stops.splice(0)) await stop();
});

describe("askPresidio", () => {
  it("asks once about all texts, each once, and maps what comes back", async () => {
    const { url, received } = await startAnalyzer(({ text }) => ({
      body: JSON.stringify(text.map(() => [{ entity_type: "PERSON", start: 0, end: 3, score: 0.85 }])),
    }));
    const second = await ask(url, ["Zed here", "Zed here", "", "Ann left"]);
    expect(received).toEqual([{ path: "/analyze", body: { text: ["Zed here", "Ann left"], language: "en" } }]);
    expect(second.state).toBe("used");
    expect(second.spans.get("Ann left")).toEqual([{ start: 0, end: 3, type: "NAME", detector: "presidio" }]);
  });

  it("is off without an address", async () => {
    expect((await ask(undefined, ["Zed"])).state).toBe("off");
  });

  it.each([
    ["an error", { status: 500, body: '{"error":"no"}' }],
    ["no JSON", { body: "<html>" }],
    ["another form", { body: '[{"entity_type":"PERSON"}]' }],
    ["fewer results than texts", { body: "[]" }],
    ["a redirect", { status: 302, body: "" }],
    ["silence", { body: "[[]]", afterMs: 3_000 }],
  ])("goes on without it after %s, and leaves it alone for a while", async (_name, answer) => {
    const { url, received } = await startAnalyzer(() => answer);
    const startedAt = performance.now();
    expect(await ask(url, ["Zed"])).toMatchObject({ state: "down" });
    expect(performance.now() - startedAt).toBeLessThan(2_500);
    expect(await ask(url, ["Zed"])).toMatchObject({ state: "down" });
    expect(received).toHaveLength(1);
  });

  it("goes on without it when nothing listens", async () => {
    expect((await ask("http://127.0.0.1:1", ["Zed"])).state).toBe("down");
  });
});
