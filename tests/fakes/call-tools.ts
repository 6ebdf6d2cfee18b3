import type { Step } from "./scripted-model";

type Call = { readonly name: string; /** JSON as the model writes it. */ readonly arguments: string };

/** Steps of an answer that calls tools: one delta with each call's name, then its arguments in pieces of `size` characters. */
export function callTools(calls: readonly Call[], size = 1_000): Step[] {
  const begun = calls.map(({ name }, index) => ({
    delta: { tool_calls: [{ index, id: `srv_${index}`, type: "function", function: { name, arguments: "" } }] },
  }));
  return [...begun, ...pieces(calls, size), { finish: "tool_calls" }];
}

/** The pieces of all calls in turns, as a server that decodes them at once would send them. */
function pieces(calls: readonly Call[], size: number): Step[] {
  const longest = Math.max(0, ...calls.map((call) => call.arguments.length));
  const starts = Array.from({ length: Math.ceil(longest / size) }, (_, index) => index * size);
  return starts.flatMap((start) =>
    calls.flatMap((call, index) => {
      const piece = call.arguments.slice(start, start + size);
      return piece === "" ? [] : [{ delta: { tool_calls: [{ index, function: { arguments: piece } }] } }];
    }),
  );
}

/** One call, its arguments given as values. */
export const toolCall = (name: string, values: object = {}): Call => ({ name, arguments: JSON.stringify(values) });
