import { gid } from "../gid.ts";
import type { Store } from "../store-schema.ts";
import type { ApiCall, View } from "./api-call.ts";
import { connection } from "./connection.ts";
import type { ListArgs } from "./list-args.ts";
import { lineView } from "./line-item-view.ts";

type Order = Store["orders"][number];
type Fulfillment = Order["fulfillments"][number];

/** The API's `Fulfillment`; the store format has one for the whole order. */
export function fulfillmentView(call: ApiCall, order: Order, fulfillment: Fulfillment): View {
  const hasTracking = fulfillment.trackingNumber !== "" || fulfillment.trackingUrl !== "";
  const moving = ["IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED"].includes(fulfillment.status);
  return {
    __typename: "Fulfillment",
    id: gid("Fulfillment", fulfillment.id),
    legacyResourceId: String(fulfillment.id),
    name: `${order.name}-F${order.fulfillments.indexOf(fulfillment) + 1}`,
    status: "SUCCESS",
    displayStatus: fulfillment.status,
    createdAt: fulfillment.createdAt,
    updatedAt: fulfillment.deliveredAt ?? fulfillment.createdAt,
    inTransitAt: moving ? fulfillment.createdAt : null,
    estimatedDeliveryAt: fulfillment.estimatedDeliveryAt,
    deliveredAt: fulfillment.deliveredAt,
    requiresShipping: true,
    totalQuantity: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    trackingInfo: ({ first }: { first?: number | null }) =>
      hasTracking ? [trackingOf(fulfillment)].slice(0, first ?? undefined) : [],
    order: () => call.links.order(call, order),
    fulfillmentLineItems: (args: ListArgs) =>
      connection(call, order.lines, args, {
        key: (line) => line.id,
        view: (line) => ({
          id: gid("FulfillmentLineItem", line.id),
          quantity: line.quantity,
          lineItem: () => lineView(call, order, line),
        }),
      }),
  };
}

function trackingOf(fulfillment: Fulfillment): View {
  return {
    company: fulfillment.trackingCompany || null,
    number: fulfillment.trackingNumber || null,
    url: fulfillment.trackingUrl || null,
  };
}
