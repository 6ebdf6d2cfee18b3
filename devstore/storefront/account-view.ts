import type { Store } from "../store-schema.ts";
import { pictureOf } from "./product-view.ts";
import { findSellable } from "./cart.ts";
import { formatMoney } from "./money.ts";
import type { Visit } from "./visit.ts";

type Order = Store["orders"][number];
type Fulfillment = Order["fulfillments"][number];

/** Steps of an order's way that a line of four points shows. */
const STEPS = ["ordered", "packed", "on_the_way", "delivered"] as const;

const STEP_OF = {
  CONFIRMED: 1,
  READY_FOR_PICKUP: 1,
  IN_TRANSIT: 2,
  OUT_FOR_DELIVERY: 2,
  FAILURE: 2,
  DELIVERED: 3,
} as const satisfies Record<Fulfillment["status"], number>;

/** The logged-in customer's own orders, newest first. */
export function listOrders(visit: Visit) {
  return visit.store.orders
    .filter(({ customerId }) => customerId === visit.customer?.id)
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
    .map((order) => orderView(visit, order));
}

function orderView(visit: Visit, order: Order) {
  const money = (amount: number) => formatMoney(Math.round(amount * 100), order.currency, visit.locale);
  const goods = order.lines.reduce((sum, line) => sum + Number(line.price) * line.quantity, 0);
  return {
    name: order.name,
    createdAt: order.createdAt,
    status: statusOf(order),
    financial: order.financialStatus.toLowerCase(),
    cancelled: order.cancelledAt !== null,
    lines: order.lines.map((line) => ({
      ...line,
      picture: linePicture(visit, line.variantId),
      total: money(Number(line.price) * line.quantity),
    })),
    shipping: money(Number(order.shipping)),
    total: money(goods + Number(order.shipping)),
    address: order.shippingAddress,
    parcels: order.cancelledAt ? [] : parcelsOf(order),
  };
}

function linePicture(visit: Visit, variantId: number | null): string | null {
  const sellable = variantId === null ? null : findSellable(visit.store, variantId);
  const picture = sellable && pictureOf(sellable.product, sellable.variant.options);
  return picture ? visit.context.fileUrl(visit.store, picture.src) : null;
}

function statusOf(order: Order): string {
  if (order.cancelledAt) return "cancelled";
  if (order.financialStatus === "REFUNDED") return "refunded";
  if (order.financialStatus === "PENDING") return "awaiting_payment";
  const last = order.fulfillments.at(-1);
  return last ? last.status.toLowerCase() : "unfulfilled";
}

function parcelsOf(order: Order) {
  const parcels = order.fulfillments.length > 0 ? order.fulfillments : [null];
  return parcels.map((parcel) => {
    const reached = parcel ? STEP_OF[parcel.status] : 0;
    return {
      status: parcel?.status.toLowerCase() ?? "unfulfilled",
      tracking: parcel?.trackingNumber ? parcel : null,
      expected: parcel?.deliveredAt ? null : (parcel?.estimatedDeliveryAt ?? null),
      delivered: parcel?.deliveredAt ?? null,
      steps: STEPS.map((name, index) => ({
        name,
        state: index < reached ? "done" : index === reached ? "current" : "ahead",
      })),
    };
  });
}
