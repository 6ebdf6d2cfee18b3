import { getChatCapabilities } from "~/modules/inference/get-chat-capabilities.server";
import { getKnownShop } from "~/modules/tenancy/known-shop.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { answerFromKnowledge } from "./answer-from-knowledge.server";
import { answerWithTools } from "./answer-with-tools.server";
import type { Step, Turn } from "./turn";

/** One way to answer a question: the same steps, under the same checks, whatever the way. */
export type AnswerStrategy = (turn: Turn) => AsyncGenerator<Step, void, undefined>;

const STRATEGIES = { grounded: answerFromKnowledge, tools: answerWithTools } satisfies Record<string, AnswerStrategy>;

/** Answers a question as the merchant chose; "automatic" lets the model call tools once the doctor has seen that it can. */
export async function* answerQuestion(turn: Turn): AsyncGenerator<Step, void, undefined> {
  yield* STRATEGIES[await chooseStrategy(turn.shop)](turn);
}

async function chooseStrategy(shop: ShopContext): Promise<keyof typeof STRATEGIES> {
  const { chatStrategy } = (await getKnownShop(shop)).settings;
  if (chatStrategy !== "automatic") return chatStrategy;
  const capabilities = await getChatCapabilities(shop);
  return capabilities?.tools === true ? "tools" : "grounded";
}
