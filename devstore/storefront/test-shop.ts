import { request } from "node:http";
import { fileURLToPath } from "node:url";
import { adminFrameRouter } from "../admin-frame/router.ts";
import { createDevStore } from "../server.ts";
import type { DevStore } from "../server.ts";
import { storefrontRouter } from "./router.ts";

export type Answer = { status: number; body: string; headers: Record<string, string | string[] | undefined> };

/** A visitor of the dev store with a jar of cookies. */
export type Visitor = {
  get(path: string): Promise<Answer>;
  /** Posts JSON to paths that end in `.js`, else a form. */
  post(path: string, body: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
};

export type TestShop = { devStore: DevStore; port: number; visitor(host?: string): Visitor; close(): Promise<void> };

export const API_KEY = "key-of-the-app";
export const API_SECRET = "secret-of-the-app";

/** Starts the shipped stores with storefront and admin frame on a free port. */
export async function startTestShop(): Promise<TestShop> {
  const folder = (name: string) => fileURLToPath(new URL(`../stores/${name}`, import.meta.url));
  const devStore = createDevStore({
    folders: [folder("demo"), folder("second")],
    appUrl: "http://localhost:3000",
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    app: { scopes: [], subscriptions: [] },
    dataFolder: null,
    parts: [adminFrameRouter, storefrontRouter],
  });
  const port = await devStore.listen(0);
  return { devStore, port, visitor: (host = "localhost") => visitorOf(port, host), close: () => devStore.close() };
}

function visitorOf(port: number, host: string): Visitor {
  const jar = new Map<string, string>();
  const send = async (method: string, path: string, body = "", headers: Record<string, string> = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await exchange({ port, host, method, path, body, headers: { ...headers, cookie } });
    for (const line of answer.headers["set-cookie"] ?? []) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  };
  return {
    get: (path) => send("GET", path),
    post(path, body, headers = {}) {
      const isAjax = path.endsWith(".js");
      const text = isAjax ? JSON.stringify(body) : new URLSearchParams(Object.entries(body).map(pairOf)).toString();
      const type = isAjax ? "application/json" : "application/x-www-form-urlencoded";
      return send("POST", path, text, { "content-type": type, ...headers });
    },
  };
}

const pairOf = ([name, value]: [string, unknown]) => [name, String(value)];

type Call = { port: number; host: string; method: string; path: string; body: string; headers: Record<string, string> };

/** `fetch` sets Host by itself, and the host is what tells the stores apart. */
function exchange({ port, host, method, path, body, headers }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { port, host: "127.0.0.1", method, path, headers: { ...headers, host: `${host}:${port}` } };
    const call = request(options, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }));
    });
    call.on("error", reject).end(body);
  });
}
