import type { CallOutcome, GovernedEvent, GovernedRequest } from "~/modules/inference/inference-types";

/** The events of a door to a model that releases these pieces of text, edited as the real one does, and ends so. */
export async function* scriptedDoor(
  callId: string,
  { editor }: GovernedRequest,
  texts: readonly string[],
  end: Partial<CallOutcome> = {},
): AsyncGenerator<GovernedEvent, void, undefined> {
  const outcome: CallOutcome = {
    callId,
    state: "complete",
    text: texts.join(""),
    withheld: [],
    finishReason: "stop",
    errorCode: null,
    ...end,
  };
  yield { type: "call", callId };
  for (const text of texts) {
    await Promise.resolve();
    yield* say(editor ? editor.add(text) : text);
  }
  yield* say(editor?.end(outcome.state === "complete" && outcome.finishReason === "stop") ?? "");
  yield { type: "end", outcome };
}

function* say(text: string): Generator<GovernedEvent, void, undefined> {
  if (text !== "") yield { type: "text", text };
}
