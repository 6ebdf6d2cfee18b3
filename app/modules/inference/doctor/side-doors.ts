import { z } from "zod";

/** What comes out when a door is open without a key. */
export type DoorGives = "answers" | "control" | "prompts" | "details";

export type SideDoor = {
  readonly path: string;
  readonly gives: DoorGives;
  /** Sent by POST; without it the page is asked for by GET. */
  readonly body?: (model: string) => object;
  /** True when the answer is the door's own; needed only of a server that answers every path. */
  readonly looksRight: (page: { readonly text: string; readonly json: unknown }) => boolean;
};

const QUESTION = "Hi";
const fits = (schema: z.ZodType) => (page: { readonly json: unknown }) => schema.safeParse(page.json).success;
const contains = (pattern: RegExp) => (page: { readonly text: string }) => pattern.test(page.text);

/** Answers of the OpenAI API, of llama.cpp, of SGLang and vLLM's simple server, and of Ollama. */
const ModelAnswer = z.union([
  z.object({ choices: z.array(z.unknown()).min(1) }),
  z.object({ content: z.string(), stop: z.boolean() }),
  z.object({ generated_text: z.string() }),
  z.object({ text: z.union([z.string(), z.array(z.string()).min(1)]) }),
  z.object({ response: z.string(), done: z.boolean() }),
]);
const isAnswer = fits(ModelAnswer);

/**
 * Pages that model servers have beside /v1. vLLM's key guards only what lies under /v1, /v2 and /inference, and lists the rest as open
 * (vLLM, docs/usage/security.md, "API Key Authentication Limitations"; seen so in 0.32.0). None of these requests changes anything: a
 * question is of one token, everything else is only looked at.
 */
export const SIDE_DOORS: readonly SideDoor[] = [
  {
    path: "/invocations",
    gives: "answers",
    body: (model) => ({ model, max_tokens: 1, messages: [{ role: "user", content: QUESTION }] }),
    looksRight: isAnswer,
  },
  { path: "/completion", gives: "answers", body: () => ({ prompt: QUESTION, n_predict: 1 }), looksRight: isAnswer },
  {
    path: "/v1/completions",
    gives: "answers",
    body: (model) => ({ model, prompt: QUESTION, max_tokens: 1 }),
    looksRight: isAnswer,
  },
  {
    path: "/generate",
    gives: "answers",
    body: () => ({
      prompt: QUESTION,
      text: QUESTION,
      inputs: QUESTION,
      max_tokens: 1,
      sampling_params: { max_new_tokens: 1 },
      parameters: { max_new_tokens: 1 },
    }),
    looksRight: isAnswer,
  },
  {
    path: "/api/generate",
    gives: "answers",
    body: (model) => ({ model, prompt: QUESTION, stream: false, options: { num_predict: 1 } }),
    looksRight: isAnswer,
  },
  {
    path: "/slots",
    gives: "prompts",
    looksRight: fits(z.array(z.object({ id: z.number(), n_ctx: z.number() })).min(1)),
  },
  {
    path: "/tokenize",
    gives: "details",
    body: (model) => ({ model, prompt: QUESTION, content: QUESTION }),
    looksRight: fits(z.object({ tokens: z.array(z.unknown()) })),
  },
  {
    path: "/props",
    gives: "details",
    looksRight: fits(z.union([z.object({ build_info: z.string() }), z.object({ chat_template: z.string() })])),
  },
  { path: "/version", gives: "details", looksRight: fits(z.object({ version: z.string() })) },
  { path: "/load", gives: "details", looksRight: fits(z.object({ server_load: z.number() })) },
  { path: "/metrics", gives: "details", looksRight: contains(/^# (?:HELP|TYPE) /m) },
  { path: "/docs", gives: "details", looksRight: contains(/swagger|redoc/i) },
  { path: "/openapi.json", gives: "details", looksRight: fits(z.object({ openapi: z.string() })) },
  { path: "/tokenizer_info", gives: "details", looksRight: fits(z.object({ tokenizer_class: z.string() })) },
  { path: "/server_info", gives: "details", looksRight: fits(z.record(z.string(), z.unknown())) },
  { path: "/is_sleeping", gives: "control", looksRight: fits(z.object({ is_sleeping: z.boolean() })) },
];

/**
 * Pages that change the server. They are never used: asked for by GET, a server that has them answers 405, "method not allowed"
 * (RFC 9110, 15.5.6).
 */
export const CONTROL_DOORS = [
  "/pause",
  "/sleep",
  "/update_weights",
  "/scale_elastic_ep",
  "/collective_rpc",
  "/abort_requests",
  "/reset_prefix_cache",
  "/start_profile",
] as const;
