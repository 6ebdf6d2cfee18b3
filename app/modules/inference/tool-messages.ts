import { cleanText } from "./clean";
import type { ToolArguments, ToolResult, ToolUse } from "./inference-types";
import { toJsonSchema } from "./json-schema";

/** A call of the model, as it is told of it again. */
type SentToolCall = { readonly id: string; readonly name: string; readonly arguments: ToolArguments };

export type ToolMessage =
  | { readonly role: "assistant"; readonly content: ""; readonly calls: readonly SentToolCall[] }
  | { readonly role: "tool"; readonly content: string; readonly callId: string };

const MAX_ARGUMENT_CHARS = 500;
const NO_ROOM = "There is no room for more data. Answer from the data that you have.";

/** Names, descriptions and parameters of the tools: our own words in the prompt beside the system message. */
export function describeTools(tools: ToolUse | undefined): string {
  const list = tools?.definitions ?? [];
  return list
    .map(({ name, description, parameters }) => `${name} ${description} ${JSON.stringify(toJsonSchema(parameters))}`)
    .join("\n");
}

/**
 * The earlier rounds as messages. Nothing of a model's own wording goes back but cleaned arguments: ids are ours, names are those of known
 * tools, and text that it wrote beside a call is left out. `block` gives pieces of evidence as a marked block of data.
 */
export function toolMessages(tools: ToolUse | undefined, block: (ids: readonly string[]) => string): ToolMessage[] {
  const known = new Set(tools?.definitions.map(({ name }) => name));
  return (tools?.rounds ?? []).flatMap((results, round) => {
    const calls = results.map((result, index) => ({
      id: callId(round, index),
      name: known.has(result.name) ? result.name : "unknown_tool",
      arguments: cleanArguments(result.arguments),
    }));
    const answers = results.map((result, index) => answerTo(result, callId(round, index), block));
    return [{ role: "assistant", content: "", calls }, ...answers] satisfies ToolMessage[];
  });
}

function answerTo(
  { note, evidenceIds }: ToolResult,
  id: string,
  block: (ids: readonly string[]) => string,
): ToolMessage {
  const parts = [note, block(evidenceIds)].filter((part) => part !== "");
  return { role: "tool", callId: id, content: parts.length > 0 ? parts.join("\n") : NO_ROOM };
}

/** Nine letters and digits: Mistral's templates refuse any other form (mistral-common, "tool call id must be a-z, A-Z, 0-9, length 9"). */
const callId = (round: number, index: number) => `call${String(round * 100 + index + 1).padStart(5, "0")}`;

/** Text and plain values only, each text as clean as a shopper's. */
function cleanArguments(values: ToolArguments): ToolArguments {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]): [string, string | number | boolean][] => {
      const name = cleanText(key, MAX_ARGUMENT_CHARS).text;
      if (typeof value === "string") return [[name, cleanText(value, MAX_ARGUMENT_CHARS).text]];
      return typeof value === "number" || typeof value === "boolean" ? [[name, value]] : [];
    }),
  );
}
