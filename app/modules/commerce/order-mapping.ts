import type { Order, OrderShipment, OrderStep } from "./commerce-types";
import type { OrderNode, ShipmentNode } from "./customer-documents";

/** Source: https://shopify.dev/docs/api/admin-graphql/2026-10/enums/FulfillmentDisplayStatus */
const STEP_BY_SHIPMENT_STATUS: Readonly<Record<string, OrderStep>> = {
  SUBMITTED: "packed",
  CONFIRMED: "packed",
  LABEL_PRINTED: "packed",
  LABEL_PURCHASED: "packed",
  READY_FOR_PICKUP: "packed",
  CARRIER_PICKED_UP: "on_its_way",
  IN_TRANSIT: "on_its_way",
  OUT_FOR_DELIVERY: "on_its_way",
  ATTEMPTED_DELIVERY: "on_its_way",
  DELAYED: "on_its_way",
  FULFILLED: "on_its_way",
  MARKED_AS_FULFILLED: "on_its_way",
  NOT_DELIVERED: "on_its_way",
  FAILURE: "on_its_way",
  DELIVERED: "delivered",
  PICKED_UP: "delivered",
};
const PACKING_STATUSES = new Set(["IN_PROGRESS", "PENDING_FULFILLMENT"]);
/** Shipments that never happened: they say nothing about where the order is. */
const VOID_STATUSES = new Set(["CANCELED", "LABEL_VOIDED"]);

/** Our view of an order. */
export function toOrder(node: OrderNode): Order {
  const shipments = node.fulfillments.filter((entry) => !isVoid(entry)).map(toShipment);
  const { amount, currencyCode } = node.totalPriceSet.presentmentMoney;
  return {
    id: node.id,
    name: node.name,
    createdAt: node.createdAt,
    cancelledAt: node.cancelledAt,
    step: stepOf(node.displayFulfillmentStatus, shipments),
    total: { amount, currency: currencyCode },
    refunded: node.displayFinancialStatus === "REFUNDED",
    lines: node.lineItems.nodes.map(({ title, variantTitle, quantity }) => ({
      title,
      variantTitle: variantTitle ?? "",
      quantity,
    })),
    shipments,
  };
}

function isVoid({ displayStatus, status }: ShipmentNode): boolean {
  return status === "CANCELLED" || VOID_STATUSES.has(displayStatus ?? "");
}

function toShipment(node: ShipmentNode): OrderShipment {
  const [tracking] = node.trackingInfo;
  const status = node.displayStatus ?? "FULFILLED";
  return {
    step: STEP_BY_SHIPMENT_STATUS[status] ?? "packed",
    status,
    estimatedDeliveryAt: node.estimatedDeliveryAt,
    deliveredAt: node.deliveredAt,
    trackingCompany: tracking?.company ?? "",
    trackingNumber: tracking?.number ?? "",
    trackingUrl: tracking?.url ?? "",
  };
}

/** The order is delivered when all of it is; otherwise it is as far as its furthest parcel, but not delivered. */
function stepOf(status: string, shipments: readonly OrderShipment[]): OrderStep {
  if (shipments.length === 0) return PACKING_STATUSES.has(status) ? "packed" : "received";
  if (status === "FULFILLED" && shipments.every((shipment) => shipment.step === "delivered")) return "delivered";
  return shipments.some((shipment) => shipment.step !== "packed") ? "on_its_way" : "packed";
}
