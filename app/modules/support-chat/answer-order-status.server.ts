import { listCustomerOrders } from "~/modules/commerce/list-customer-orders.server";
import { answerFromOrders } from "./order-answer";
import { textsFor } from "./texts";
import { NO_ATTACHMENTS, say, type Step, type Turn } from "./turn";

const MAX_ORDERS_READ = 50;

/**
 * Answers about orders from Shopify, now, for the signed customer of the session and nobody else; no model takes part.
 * Guests are asked to log in, whatever order they name.
 */
export async function* answerOrderStatus(turn: Turn, orderName: string | null): AsyncGenerator<Step, void, undefined> {
  const texts = textsFor(turn.locale);
  if (turn.customerId === null)
    return yield* say(texts.logInForOrders, { attachments: { ...NO_ATTACHMENTS, loginOffered: true } });
  yield { type: "status", text: texts.readingOrders };
  const found = await listCustomerOrders(turn.shop, turn.customerId, { first: MAX_ORDERS_READ });
  const { text, orders } = answerFromOrders(found, orderName, turn.locale);
  yield* say(text, { attachments: orders.length > 0 ? { ...NO_ATTACHMENTS, orders: [...orders] } : null });
}
