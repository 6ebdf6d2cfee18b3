import { APIError } from "openai";
import type OpenAI from "openai";
import { z } from "zod";
import type { ServerKind } from "./doctor-report";
import { askModel } from "./ask-model.server";
import { explainError } from "./explain-error";
import type { Finding, Reading, Visit } from "./visit";

const ARTICLE = "A-17";
const MAX_TOKENS = 200;
const Arguments = z.object({ article: z.string() });
const TOOL = {
  type: "function",
  function: {
    name: "get_stock",
    description: "Gives how many pieces of an article are in stock.",
    parameters: {
      type: "object",
      properties: { article: { type: "string", description: "The article's number" } },
      required: ["article"],
      additionalProperties: false,
    },
  },
} as const satisfies OpenAI.Chat.ChatCompletionTool;

type Try =
  | { readonly outcome: "called" | "called wrongly" | "prose"; readonly error: null }
  | { readonly outcome: "refused"; readonly error: string };

/** Whether the model calls a tool when it is left to it, and when it has to. Only the first makes it fit for answers by tools. */
export async function checkTools(visit: Visit): Promise<Finding> {
  const auto = await tryTools(visit, "auto");
  if (auto.outcome === "called")
    return {
      result: "pass",
      detail: "The model called the right tool with the right argument.",
      facts: { tools: true },
    };
  const required = await tryTools(visit, "required");
  if (auto.outcome === "refused") {
    const also = required.outcome === "refused" ? "" : ' With tool_choice "required" it takes them.';
    return { result: "warn", detail: `${auto.error}${also}`, fix: startFor(visit.facts.kind) };
  }
  const detail =
    required.outcome === "called"
      ? "The model calls a tool only when it is forced to."
      : "The server takes tools, but the model does not use them properly.";
  return {
    result: "warn",
    detail: `${detail} Answers are made from your shop's data without tools.`,
    fix: `To have it use tools, take a model that was trained for them. ${startFor(visit.facts.kind)}`,
  };
}

async function tryTools(visit: Visit, tool_choice: "auto" | "required"): Promise<Try> {
  try {
    const reading = await askModel(visit, {
      messages: [
        { role: "system", content: "You answer questions about stock. Use the tool; you know no figures yourself." },
        { role: "user", content: `How many pieces of article ${ARTICLE} are in stock?` },
      ],
      max_tokens: MAX_TOKENS,
      temperature: 0,
      tools: [TOOL],
      tool_choice,
    });
    return { outcome: judge(reading), error: null };
  } catch (error) {
    if (!(error instanceof APIError) || error.status === undefined) throw error;
    return { outcome: "refused", error: explainError(error) };
  }
}

function judge({ toolCalls }: Reading): "called" | "called wrongly" | "prose" {
  const [call] = toolCalls;
  if (!call) return "prose";
  try {
    const { article } = Arguments.parse(JSON.parse(call.arguments));
    return call.name === TOOL.function.name && article === ARTICLE ? "called" : "called wrongly";
  } catch {
    return "called wrongly";
  }
}

/** vLLM, docs/features/tool_calling.md; llama.cpp, docs/function-calling.md. */
function startFor(kind: ServerKind): string {
  switch (kind) {
    case "vllm":
      return "Start vLLM with --enable-auto-tool-choice and --tool-call-parser, for example hermes for Qwen 2.5 or llama3_json for Llama 3.";
    case "llama.cpp":
      return "Start llama.cpp with --jinja and a model whose chat template knows tools.";
    case "other":
      return "See the server's manual on function calling.";
  }
}
