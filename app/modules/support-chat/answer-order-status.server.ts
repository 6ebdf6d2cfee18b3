import { readOrderAnswer } from "./read-order-answer.server";
import { textsFor } from "./texts";
import { say, type Step, type Turn } from "./turn";

/** Answers about the signed customer's own orders by rules only; guests are asked to log in. */
export async function* answerOrderStatus(turn: Turn, orderName: string | null): AsyncGenerator<Step, void, undefined> {
  if (turn.customerId !== null) yield { type: "status", text: textsFor(turn.locale).readingOrders };
  const { text, attachments } = await readOrderAnswer(turn, orderName);
  yield* say(text, { attachments });
}
