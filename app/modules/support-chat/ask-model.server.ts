import type { CallOutcome, GovernedRequest } from "~/modules/inference/inference-types";
import { streamGoverned } from "~/modules/inference/stream-governed.server";
import type { JudgedAnswer } from "./judged-answer";
import type { MessageStatus } from "./chat-protocol";
import type { Step, Turn } from "./turn";

/** Streams the model's sentences that may be said; null when the call did not end. */
export async function* askModel(
  turn: Turn,
  request: GovernedRequest,
  answer: JudgedAnswer,
): AsyncGenerator<Step, CallOutcome | null, undefined> {
  for await (const event of streamGoverned(turn.shop, request)) {
    if (event.type === "call") yield { type: "call", callId: event.callId };
    else if (event.type === "end") return event.outcome;
    else if (event.type === "text") {
      const text = answer.add(event.text);
      if (text !== "") yield { type: "text", text };
    }
  }
  return null;
}

/** Whether the model finished what it wanted to say. */
export const isWhole = (outcome: CallOutcome | null) =>
  outcome?.state === "complete" && outcome.finishReason === "stop";

/** Cut and withheld only where the reader sees a gap: an answer that was completed from the evidence has none. */
export function statusOf(outcome: CallOutcome | null, answer: JudgedAnswer): MessageStatus {
  if (!answer.isModelUseful() || outcome === null) return "complete";
  if (outcome.state !== "complete") return "cut";
  return outcome.withheld.length > 0 ? "withheld" : "complete";
}
