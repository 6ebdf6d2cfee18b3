import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";

/** What a test has the analyzer do instead of analyzing. */
export type Trouble = { readonly status?: number; readonly body: string; readonly afterMs?: number };

type Asked = { readonly text?: string | readonly string[]; readonly language?: string };

export type PresidioAnalyzer = {
  readonly url: string;
  /** Bodies of the requests for /analyze, oldest first. */
  readonly asked: readonly Asked[];
  /** From now on answers this; null: analyzes again. */
  readonly fail: (trouble: Trouble | null) => void;
  /** Closes a connection that is used a second time, without an answer. */
  readonly closeReused: () => void;
  readonly close: () => Promise<void>;
};

/** spaCy's limit (E088), as presidio-analyzer 2.2.366 answers it. */
const MAX_CHARS = 1_000_000;
/** Patterns of the engine's own recognizers, as far as tests need them, and one of an operator's own. Scores as it gave them. */
const RECOGNIZERS: readonly (readonly [entity: string, pattern: RegExp, score: number])[] = [
  ["EMAIL_ADDRESS", /[\w.]+@[\w.]+\.\w+/gu, 1],
  ["URL", /[\w.]+\.(?:com|example)(?!\w)/gu, 0.5],
  ["PERSON", /Zorvane Killimby/gu, 0.85],
  ["PHONE_NUMBER", /\+49 30 901820/gu, 0.4],
  ["US_PASSPORT", /C01234567/gu, 0.44999999999999996],
  ["US_DRIVER_LICENSE", /C01234567/gu, 0.3],
  ["DATE_TIME", /last week/gu, 0.85],
  ["EMPLOYEE_BADGE", /BDG-\d{5}/gu, 0.9],
];

/**
 * A server that answers `POST /analyze` in the words of presidio-analyzer 2.2.366 (app.py around the real engine), which was asked the same:
 * offsets in code points, keys in their order, a URL within each e-mail address, and its errors.
 */
export async function startPresidioAnalyzer(languages: readonly string[] = ["en"]): Promise<PresidioAnalyzer> {
  const asked: Asked[] = [];
  const used = new WeakSet<object>();
  let trouble: Trouble | null = null;
  let mayReuse = true;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (!mayReuse && used.has(request.socket)) return void request.socket.destroy();
    used.add(request.socket);
    const body = JSON.parse(await readText(request)) as Asked; // The client under test wrote it.
    asked.push(body);
    const { status = 200, body: sent, afterMs = 0 } = trouble ?? analyze(body, languages);
    setTimeout(() => response.writeHead(status, { "content-type": "application/json" }).end(sent), afterMs);
  };
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // of a server that listens on a port (nodejs.org, "server.address()")
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    fail: (next) => void (trouble = next),
    closeReused: () => void (mayReuse = false),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function analyze({ text = "", language = "" }: Asked, languages: readonly string[]): Trouble {
  const refuse = (error: string) => ({ status: 500, body: `${JSON.stringify({ error })}\n` });
  if (text.length === 0) return refuse("No text provided");
  if (!languages.includes(language)) return refuse("No matching recognizers were found to serve the request.");
  const texts = [text].flat();
  const long = texts.find((each) => each.length > MAX_CHARS);
  if (long) return refuse(`[E088] Text of length ${long.length} exceeds maximum of ${MAX_CHARS}.`);
  const found = texts.map(findIn);
  return { body: JSON.stringify(typeof text === "string" ? found[0] : found) };
}

function findIn(text: string): object[] {
  const codePoints = (index: number) => [...text.slice(0, index)].length;
  return RECOGNIZERS.flatMap(([entity_type, pattern, score]) =>
    [...text.matchAll(pattern)].map(({ index, 0: match }) => ({
      analysis_explanation: null,
      end: codePoints(index + match.length),
      entity_type,
      score,
      start: codePoints(index),
    })),
  );
}
