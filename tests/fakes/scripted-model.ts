import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";

/** A model server of tests: speaks the real OpenAI wire protocol, streamed and whole, and does what its script says, also the worst. */

/** One thing that the server does while it answers, in order. */
export type Step =
  /** Sends text, in as many chunks as given. */
  | { readonly text: string | readonly string[] }
  /** Waits before the next step. */
  | { readonly waitMs: number }
  /** Sends nothing more and leaves the connection open until the client goes. */
  | { readonly stall: true }
  /** Closes the connection in the middle of the answer. */
  | { readonly cut: true }
  /** Ends the stream properly, but without a finish reason. */
  | { readonly endSilently: true }
  /** Sends these bytes as they are. */
  | { readonly raw: string }
  /** Sends one more chunk with this delta, e.g. a tool call. */
  | { readonly delta: object }
  /** Answers with this status instead; must be the first step. */
  | { readonly status: number; readonly body?: unknown }
  /** The finish reason of the answer; "stop" when left out. */
  | { readonly finish: string };

export type ReceivedRequest = {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  /** The body as it came over the wire. */
  readonly raw: string;
  /** Parsed; null when it is no JSON. */
  readonly body: ChatBody | null;
  /** Resolves when the client closed the connection before the answer had ended, with the time (ms, performance.now). */
  readonly aborted: Promise<number>;
};

export type ChatBody = {
  readonly model?: string;
  readonly messages?: readonly { readonly role: string; readonly content: string }[];
  readonly stream?: boolean;
  readonly [key: string]: unknown;
};

/** What the server answers: steps, a plain text, or a function that is called when the request has arrived and may look at anything. */
export type Script =
  | string
  | readonly Step[]
  | ((request: ReceivedRequest) => string | readonly Step[] | Promise<string | readonly Step[]>);

export type ScriptedModel = {
  /** Ends in /v1. */
  readonly baseUrl: string;
  /** Requests for chat completions, oldest first. */
  readonly requests: readonly ReceivedRequest[];
  /** Sets what every further request is answered with. */
  readonly script: (script: Script) => void;
  /** From now on takes connections and answers nothing at all, or answers again. */
  readonly hang: (isHanging: boolean) => void;
  /** Forgets the requests and answers "OK." again. */
  readonly reset: () => void;
  readonly close: () => Promise<void>;
};

export type ScriptedModelOptions = {
  readonly port?: number;
  readonly model?: string;
  /** When given, requests without it get 401. */
  readonly apiKey?: string;
  /** llama.cpp's number of places, told in /props. */
  readonly slots?: number;
};

const DEFAULT_MODEL = "scripted-model";
const FINGERPRINT = "fp_scripted";

type Context = {
  readonly options: ScriptedModelOptions;
  readonly requests: ReceivedRequest[];
  script: Script;
  isHanging: boolean;
};

/** Starts a server on a free port of 127.0.0.1 that answers "OK." until it is given a script. */
export async function startScriptedModel(options: ScriptedModelOptions = {}): Promise<ScriptedModel> {
  const context: Context = { options, requests: [], script: "OK.", isHanging: false };
  const server = createServer(
    (request, response) => void answer(context, request, response).catch(() => response.destroy()),
  );
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on a port has an address of this form (nodejs.org, "server.address()").
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests: context.requests,
    script: (script) => void (context.script = script),
    hang: (isHanging) => void (context.isHanging = isHanging),
    reset: () => {
      context.isHanging = false;
      context.requests.length = 0;
      context.script = "OK.";
    },
    close: () => closeServer(server),
  };
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

async function answer(context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? "";
  if (context.isHanging) return;
  const { apiKey, model = DEFAULT_MODEL, slots } = context.options;
  if (apiKey !== undefined && request.headers.authorization !== `Bearer ${apiKey}`)
    return sendJson(response, 401, { error: { message: "Invalid API Key", type: "authentication_error", code: 401 } });
  if (path === "/v1/models")
    return sendJson(response, 200, {
      object: "list",
      data: [{ id: model, object: "model", created: 0, owned_by: "test" }],
    });
  if (path === "/props")
    return sendJson(response, 200, {
      build_info: "b1-scripted",
      model_path: "/models/scripted.gguf",
      ...(slots ? { total_slots: slots } : {}),
    });
  if (path !== "/v1/chat/completions" || request.method !== "POST")
    return sendJson(response, 404, { error: { message: "File Not Found", type: "not_found_error", code: 404 } });
  const received = await receive(path, request, response);
  context.requests.push(received);
  const script = typeof context.script === "function" ? await context.script(received) : context.script;
  const steps = typeof script === "string" ? [{ text: toTokens(script) }] : script;
  await play(steps, received, response, received.body?.model ?? model);
}

async function receive(path: string, request: IncomingMessage, response: ServerResponse): Promise<ReceivedRequest> {
  const raw = await text(request);
  const aborted = new Promise<number>((resolve) =>
    response.on("close", () => !response.writableFinished && resolve(performance.now())),
  );
  return { path, headers: request.headers, raw, body: parse(raw), aborted };
}

async function play(
  steps: readonly Step[],
  { body }: ReceivedRequest,
  response: ServerResponse,
  model: string,
): Promise<void> {
  const [first] = steps;
  if (first && "status" in first)
    return sendJson(
      response,
      first.status,
      first.body ?? { error: { message: "scripted failure", code: first.status } },
    );
  if (body?.stream !== true) return playWhole(steps, response, model);
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.flushHeaders();
  const send = (choices: readonly object[], extra: object = {}) =>
    response.write(`data: ${JSON.stringify({ ...chunkOf(model), choices, ...extra })}\n\n`);
  send([{ index: 0, delta: { role: "assistant", content: null }, finish_reason: null }]);
  let tokens = 0;
  let finish = "stop";
  for (const step of steps) {
    if (response.destroyed) return;
    if ("text" in step) {
      for (const text of typeof step.text === "string" ? [step.text] : step.text) {
        send([{ index: 0, delta: { content: text }, finish_reason: null }]);
        tokens += 1;
      }
    } else if ("delta" in step) send([{ index: 0, delta: step.delta, finish_reason: null }]);
    else if ("raw" in step) response.write(step.raw);
    else if ("waitMs" in step) await wait(step.waitMs);
    else if ("finish" in step) finish = step.finish;
    else if ("stall" in step) return void (await once(response, "close"));
    else if ("cut" in step) return void setImmediate(() => response.destroy());
    else if ("endSilently" in step) return void response.end("data: [DONE]\n\n");
  }
  send([{ index: 0, delta: {}, finish_reason: finish }]);
  send([], { usage: { prompt_tokens: 42, completion_tokens: tokens, total_tokens: 42 + tokens } });
  response.end("data: [DONE]\n\n");
}

/** The answer to a request that does not stream. */
function playWhole(steps: readonly Step[], response: ServerResponse, model: string): void {
  const content = steps.map((step) => ("text" in step ? [step.text].flat().join("") : "")).join("");
  const finish = steps.find((step) => "finish" in step)?.finish ?? "stop";
  const choices = [{ index: 0, message: { role: "assistant", content }, finish_reason: finish }];
  sendJson(response, 200, {
    ...chunkOf(model),
    object: "chat.completion",
    choices,
    usage: { prompt_tokens: 42, completion_tokens: 1, total_tokens: 43 },
  });
}

const chunkOf = (model: string) => ({
  id: "chatcmpl-scripted",
  object: "chat.completion.chunk",
  created: 0,
  model,
  system_fingerprint: FINGERPRINT,
});

/** Splits a text as a tokeniser would: words with the space before them, and signs. */
const toTokens = (text: string) => text.match(/\s*[\p{L}\p{N}]{1,6}|\s*[^\s\p{L}\p{N}]|\s+$/gu) ?? [text];

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

function parse(raw: string): ChatBody | null {
  try {
    // A fake does not validate: tests look at what they expect to be there.
    return JSON.parse(raw) as ChatBody;
  } catch {
    return null;
  }
}
