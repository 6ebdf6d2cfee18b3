import { z } from "zod";
import type { ToolArguments, ToolCall } from "./inference-types";
import type { Placeholders } from "./redaction/placeholders";
import { restoreText } from "./restore";

/** One call as it arrives, piece by piece. */
export type WrittenToolCall = { readonly index: number; id: string; name: string; arguments: string };

/** A piece of a call, as servers stream it. */
type ToolCallDelta = {
  readonly index?: number | undefined;
  readonly id?: string | undefined;
  readonly function?: { readonly name?: string | null; readonly arguments?: string | null } | undefined;
};

/** More calls at once than this are no plan: the rest is not read. */
const MAX_CALLS = 16;

const Arguments = z.record(z.string(), z.unknown());

/** Adds the pieces of one chunk. Name and arguments may come in any number of pieces, and the pieces of several calls in turns. */
export function addToolCalls(calls: WrittenToolCall[], deltas: readonly ToolCallDelta[]): void {
  for (const { index = 0, id, function: piece } of deltas) {
    const call = calls.find((known) => known.index === index) ?? newCall(calls, index);
    if (!call) continue;
    call.id ||= id ?? "";
    // Some servers repeat the whole name with every piece.
    if (piece?.name && piece.name !== call.name) call.name += piece.name;
    call.arguments += piece?.arguments ?? "";
  }
}

function newCall(calls: WrittenToolCall[], index: number): WrittenToolCall | null {
  if (calls.length >= MAX_CALLS) return null;
  const call = { index, id: "", name: "", arguments: "" };
  calls.push(call);
  return call;
}

/** The calls of a whole reply, with the arguments as the model wrote them and as the conversation's owner means them. */
export function readToolCalls(calls: readonly WrittenToolCall[], placeholders: Placeholders): ToolCall[] {
  return calls.map(({ name, arguments: json }) => ({
    name,
    written: parseArguments(json, (text) => text),
    arguments: parseArguments(json, (text) => restoreText(text, placeholders).text),
  }));
}

/** Null for what is no JSON object; a tool without parameters may be called with nothing at all. */
function parseArguments(json: string, change: (text: string) => string): ToolArguments | null {
  try {
    const value: unknown = JSON.parse(json.trim() === "" ? "{}" : json, (_key, part: unknown) =>
      typeof part === "string" ? change(part) : part,
    );
    return Arguments.safeParse(value).data ?? null;
  } catch {
    return null;
  }
}

/** Exactly what came back, for the record: the text, or with tool calls the message as JSON. */
export function writtenReply({ text, toolCalls }: { text: string; toolCalls: readonly WrittenToolCall[] }): string {
  if (toolCalls.length === 0) return text;
  const calls = toolCalls.map(({ id, name, arguments: json }) => ({ id, function: { name, arguments: json } }));
  return JSON.stringify({ content: text, tool_calls: calls });
}
