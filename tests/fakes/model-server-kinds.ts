import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** Model servers as the doctor meets them. Answers of vLLM are as its 0.32.0 gave them; what a test wants to be otherwise, it says. */
export type ServerTraits = {
  readonly kind: "vllm" | "llama.cpp" | "plain";
  /** Null: asks for none. */
  readonly apiKey: string | null;
  readonly model: string;
  readonly contextTokens: number;
  /** "refused": the server was not started for it. */
  readonly tools: "called" | "prose" | "refused";
  readonly schema: "kept" | "ignored" | "refused";
  readonly usage: boolean;
  readonly finishes: boolean;
  readonly saltRefused: boolean;
  /** How long a request is still worked on after its reader has left. */
  readonly busyAfterLeaveMs: number;
  /** Everything but the API answers with this page. */
  readonly catchAll: string | null;
  /** Every request is sent elsewhere. */
  readonly redirectTo: string | null;
  /** Paths that never answer. */
  readonly stuck: readonly string[];
  /** Null: plain http. */
  readonly tls: ServerOptions | null;
};

const DEFAULTS: ServerTraits = {
  kind: "vllm",
  apiKey: "dev-key",
  model: "m",
  contextTokens: 8192,
  tools: "called",
  schema: "kept",
  usage: true,
  finishes: true,
  saltRefused: false,
  busyAfterLeaveMs: 0,
  catchAll: null,
  redirectTo: null,
  stuck: [],
  tls: null,
};

export type KindServer = {
  /** Without /v1. */
  readonly origin: string;
  /** "METHOD path", oldest first; "+key" behind it when the right key was shown. */
  readonly seen: readonly string[];
  readonly close: () => Promise<void>;
};

type Call = { readonly path: string; readonly method: string; readonly body: Body; readonly hasKey: boolean };
type Body = Readonly<Record<string, unknown>>;
type Context = { readonly traits: ServerTraits; readonly seen: string[]; busy: number };

/** Starts one on a free port of 127.0.0.1. */
export async function startKindServer(traits: Partial<ServerTraits> = {}): Promise<KindServer> {
  const context: Context = { traits: { ...DEFAULTS, ...traits }, seen: [], busy: 0 };
  const { tls } = context.traits;
  const listener = (request: IncomingMessage, response: ServerResponse) =>
    void answer(context, request, response).catch(() => response.destroy());
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on a port has an address of this form (nodejs.org, "server.address()").
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    seen: context.seen,
    close: () => closeServer(server),
  };
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

async function answer(context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { traits, seen } = context;
  const path = request.url ?? "";
  const method = request.method ?? "";
  const hasKey = traits.apiKey === null || request.headers.authorization === `Bearer ${traits.apiKey}`;
  seen.push(`${method} ${path}${hasKey && traits.apiKey !== null ? " +key" : ""}`);
  if (traits.redirectTo !== null) return void response.writeHead(307, { location: traits.redirectTo }).end();
  const call = { path, method, hasKey, body: parse(await text(request)) };
  if (traits.stuck.includes(path)) return;
  const isGuarded = traits.kind === "llama.cpp" ? path !== "/health" : path.startsWith("/v1");
  if (isGuarded && !hasKey) return sendJson(response, 401, { error: "Unauthorized" });
  if (path === "/v1/models" && method === "GET") return sendJson(response, 200, modelsOf(traits));
  if (path === "/v1/chat/completions" && method === "POST") return chat(context, call, response);
  if (traits.kind === "vllm") return vllmPage(context, call, response);
  if (traits.kind === "llama.cpp") return llamaPage(context, call, response);
  return notFound(traits, response);
}

function modelsOf({ kind, model, contextTokens }: ServerTraits): object {
  const owner = { vllm: "vllm", "llama.cpp": "llamacpp", plain: "someone" }[kind];
  const size = kind === "vllm" ? { max_model_len: contextTokens } : {};
  return { object: "list", data: [{ id: model, object: "model", created: 0, owned_by: owner, ...size }] };
}

function vllmPage({ traits, busy }: Context, { path, method, body }: Call, response: ServerResponse): void {
  const posts = ["/invocations", "/tokenize", "/detokenize", "/scale_elastic_ep"];
  if (posts.includes(path) && method !== "POST") return sendJson(response, 405, { detail: "Method Not Allowed" });
  switch (path) {
    case "/invocations":
      if (!Array.isArray(body["messages"]))
        return sendJson(response, 400, {
          error: { message: "Either prompt or prompt_embeds must be provided", code: 400 },
        });
      return sendJson(response, 200, {
        object: "chat.completion",
        choices: [{ index: 0, message: { role: "assistant", content: "Hello" } }],
      });
    case "/tokenize":
      return sendJson(response, 200, {
        count: 1,
        max_model_len: traits.contextTokens,
        tokens: [26843],
        token_strs: null,
      });
    case "/version":
      return sendJson(response, 200, { version: "0.32.0" });
    case "/load":
      return sendJson(response, 200, { server_load: 0 });
    case "/docs":
      return sendText(response, "<!DOCTYPE html><html><title>FastAPI - Swagger UI</title></html>");
    case "/openapi.json":
      return sendJson(response, 200, { openapi: "3.1.0", paths: {} });
    case "/metrics":
      return sendText(
        response,
        `# TYPE vllm:num_requests_running gauge\nvllm:num_requests_running{engine="0"} ${busy}.0\n`,
      );
    default:
      return notFound(traits, response);
  }
}

function llamaPage({ traits, busy }: Context, { path }: Call, response: ServerResponse): void {
  switch (path) {
    case "/props":
      return sendJson(response, 200, {
        build_info: "b9876",
        model_path: "/models/small.gguf",
        default_generation_settings: { n_ctx: traits.contextTokens },
      });
    case "/slots":
      return sendJson(
        response,
        200,
        [0, 1].map((id) => ({ id, n_ctx: traits.contextTokens, is_processing: id < busy })),
      );
    default:
      return notFound(traits, response);
  }
}

function notFound({ catchAll }: ServerTraits, response: ServerResponse): void {
  if (catchAll === null) sendJson(response, 404, { detail: "Not Found" });
  else sendText(response, catchAll);
}

async function chat(context: Context, { body }: Call, response: ServerResponse): Promise<void> {
  const { traits } = context;
  const refuse = (message: string) =>
    sendJson(response, 400, { error: { message, type: "BadRequestError", code: 400 } });
  if (!Array.isArray(body["messages"])) return refuse("'messages' is required");
  if ("cache_salt" in body && traits.saltRefused) return refuse("Unrecognized request argument supplied: cache_salt");
  if ("response_format" in body && traits.schema === "refused")
    return refuse(`response_format is not supported for key ${traits.apiKey}`);
  if ("tools" in body && traits.tools === "refused" && body["tool_choice"] === "auto")
    return refuse('"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set');
  const isLong = Number(body["max_tokens"]) > 500;
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choices: readonly object[], extra: object = {}) =>
    response.write(
      `data: ${JSON.stringify({ id: "x", object: "chat.completion.chunk", model: traits.model, choices, ...extra })}\n\n`,
    );
  send([{ index: 0, delta: deltaFor(traits, body), finish_reason: null }]);
  if (isLong) return workUntilLeft(context, response);
  if (traits.finishes) send([{ index: 0, delta: {}, finish_reason: "tools" in body ? "tool_calls" : "stop" }]);
  if (traits.usage) send([], { usage: { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 } });
  response.end("data: [DONE]\n\n");
}

function deltaFor({ tools, schema }: ServerTraits, body: Body): object {
  if ("tools" in body && tools === "called")
    return {
      tool_calls: [
        { index: 0, id: "c", type: "function", function: { name: "get_stock", arguments: '{"article":"A-17"}' } },
      ],
    };
  if ("response_format" in body && schema === "kept") return { content: '{"verdict":"quince","sure":true}' };
  return { content: "The sea is wide." };
}

async function workUntilLeft(context: Context, response: ServerResponse): Promise<void> {
  context.busy += 1;
  await once(response, "close");
  setTimeout(() => (context.busy -= 1), context.traits.busyAfterLeaveMs).unref();
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function sendText(response: ServerResponse, body: string): void {
  response.writeHead(200, { "content-type": "text/plain" }).end(body);
}

function parse(raw: string): Body {
  try {
    // A fake does not validate: it looks at what it knows.
    return JSON.parse(raw) as Body;
  } catch {
    return {};
  }
}
