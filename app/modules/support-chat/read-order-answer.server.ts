import { listCustomerOrders } from "~/modules/commerce/list-customer-orders.server";
import type { ChatAttachments } from "./chat-protocol";
import { answerFromOrders } from "./order-answer";
import { textsFor } from "./texts";
import { NO_ATTACHMENTS, type Turn } from "./turn";

const MAX_ORDERS_READ = 50;

/**
 * Words and cards about orders from Shopify, now, for the signed customer of the session and nobody else; no model takes part.
 * Guests are asked to log in, whatever order they name.
 */
export async function readOrderAnswer(
  turn: Turn,
  orderName: string | null,
): Promise<{ text: string; attachments: ChatAttachments | null }> {
  if (turn.customerId === null)
    return {
      text: textsFor(turn.locale).logInForOrders,
      attachments: { ...NO_ATTACHMENTS, loginOffered: true },
    };
  const found = await listCustomerOrders(turn.shop, turn.customerId, { first: MAX_ORDERS_READ });
  const { text, orders } = answerFromOrders(found, orderName, turn.locale);
  return { text, attachments: orders.length > 0 ? { ...NO_ATTACHMENTS, orders: [...orders] } : null };
}
