import type { Order } from "~/modules/commerce/commerce-types";
import type { ChatAttachments } from "./chat-protocol";
import { formatDate } from "./format";
import { textsFor } from "./texts";

type OrderCard = ChatAttachments["orders"][number];

const MAX_ORDERS = 3;

export type OrderAnswer = { readonly text: string; readonly orders: readonly OrderCard[] };

/**
 * Answers from the customer's own orders, by rules only. `orderName` null asks for the newest ones.
 * An order of somebody else and one that does not exist read the same.
 */
export function answerFromOrders(orders: readonly Order[], orderName: string | null, locale: string): OrderAnswer {
  const texts = textsFor(locale);
  const wanted =
    orderName === null
      ? newestFirst(orders).slice(0, MAX_ORDERS)
      : orders.filter(({ name }) => digits(name) === digits(orderName)).slice(0, 1);
  const [first, ...others] = wanted;
  if (!first) return { text: orderName === null ? texts.noOrders : texts.orderNotFound(orderName), orders: [] };
  const more = others.length > 0 ? [texts.moreOrders(others.length)] : [];
  return {
    text: [describe(first, locale), ...more].join("\n\n"),
    orders: wanted.map((order) => toOrderCard(order, locale)),
  };
}

const newestFirst = (orders: readonly Order[]) => [...orders].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
const digits = (name: string) => name.replace(/\D/g, "");

/** The shipment that tells most: the newest. */
const shipmentOf = (order: Order) => order.shipments.at(-1) ?? null;

function describe(order: Order, locale: string): string {
  const { order: texts } = textsFor(locale);
  const date = formatDate(order.createdAt, locale);
  const shipment = shipmentOf(order);
  const refunded = order.refunded ? [texts.refunded] : [];
  if (order.cancelledAt !== null) return [texts.cancelled(order.name, date), ...refunded].join(" ");
  const parts = [texts[order.step](order.name, date)];
  if (shipment && order.step === "on_its_way")
    parts.push(texts.withCarrier(shipment.trackingCompany, shipment.trackingNumber));
  if (shipment?.estimatedDeliveryAt && order.step !== "delivered")
    parts.push(texts.expected(formatDate(shipment.estimatedDeliveryAt, locale)));
  if (shipment?.deliveredAt && order.step === "delivered")
    parts.push(texts.arrived(formatDate(shipment.deliveredAt, locale)));
  return [...parts, ...refunded].join(" ");
}

function toOrderCard(order: Order, locale: string): OrderCard {
  const shipment = shipmentOf(order);
  const isOver = order.cancelledAt !== null || order.step === "delivered";
  const tracked = shipment && /^https?:\/\//.test(shipment.trackingUrl) ? shipment : null;
  return {
    name: order.name,
    placedOn: formatDate(order.createdAt, locale),
    step: order.cancelledAt === null ? order.step : "cancelled",
    items: order.lines.map((line) => ({
      title: line.variantTitle ? `${line.title} · ${line.variantTitle}` : line.title,
      quantity: line.quantity,
    })),
    expected: shipment?.estimatedDeliveryAt && !isOver ? formatDate(shipment.estimatedDeliveryAt, locale) : null,
    tracking: tracked
      ? { company: tracked.trackingCompany, number: tracked.trackingNumber, url: tracked.trackingUrl }
      : null,
  };
}
