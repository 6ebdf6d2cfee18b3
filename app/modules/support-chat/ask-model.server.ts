import type { CallOutcome, GovernedRequest } from "~/modules/inference/inference-types";
import { streamGoverned } from "~/modules/inference/stream-governed.server";
import type { JudgedAnswer } from "./judged-answer";
import type { MessageStatus } from "./chat-protocol";
import type { Step, Turn } from "./turn";

/** Streams what the request's editor lets the model say; null when the call did not end. */
export async function* askModel(
  turn: Turn,
  request: GovernedRequest,
): AsyncGenerator<Step, CallOutcome | null, undefined> {
  for await (const event of streamGoverned(turn.shop, request)) {
    if (event.type === "call") yield { type: "call", callId: event.callId };
    else if (event.type === "end") return event.outcome;
    else if (event.type === "text") yield { type: "text", text: event.text };
  }
  return null;
}

/** Whether the model finished what it wanted to say. */
export const isWhole = (outcome: CallOutcome | null) =>
  outcome?.state === "complete" && outcome.finishReason === "stop";

/**
 * Cut when the model was, once it had been heard: whatever was put in its place. Withheld only where the reader sees a gap; an answer that was
 * made from the evidence alone has none.
 */
export function statusOf(outcome: CallOutcome | null, answer: JudgedAnswer): MessageStatus {
  if (outcome?.state === "cut" && answer.isModelShown()) return "cut";
  if (!answer.isModelUseful() || outcome === null) return "complete";
  if (outcome.state !== "complete") return "cut";
  return outcome.withheld.length > 0 ? "withheld" : "complete";
}
