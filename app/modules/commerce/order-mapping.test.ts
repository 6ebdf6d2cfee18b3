import { describe, expect, test } from "vitest";
import type { OrderNode, ShipmentNode } from "./customer-documents";
import { toOrder } from "./order-mapping";

const shipment = (displayStatus: string | null, status = "SUCCESS"): ShipmentNode => ({
  displayStatus,
  status,
  estimatedDeliveryAt: "2026-02-03T00:00:00Z",
  deliveredAt: null,
  trackingInfo: [{ company: "DHL", number: "123", url: null }],
});

function order(displayFulfillmentStatus: string, ...fulfillments: ShipmentNode[]): OrderNode {
  return {
    id: "gid://shopify/Order/1",
    name: "#1001",
    createdAt: "2026-02-01T00:00:00Z",
    cancelledAt: null,
    displayFulfillmentStatus,
    displayFinancialStatus: "PAID",
    totalPriceSet: { presentmentMoney: { amount: "10.00", currencyCode: "EUR" } },
    customer: { id: "gid://shopify/Customer/7" },
    lineItems: { nodes: [{ title: "Shoe", variantTitle: null, quantity: 2 }] },
    fulfillments,
  };
}

describe("toOrder", () => {
  test.each([
    ["received", order("UNFULFILLED")],
    ["received", order("ON_HOLD")],
    ["packed", order("IN_PROGRESS")],
    ["packed", order("FULFILLED", shipment("CONFIRMED"))],
    ["on_its_way", order("FULFILLED", shipment("IN_TRANSIT"))],
    ["on_its_way", order("FULFILLED", shipment(null))],
    ["on_its_way", order("FULFILLED", shipment("DELIVERED"), shipment("CONFIRMED"))],
    ["on_its_way", order("PARTIALLY_FULFILLED", shipment("DELIVERED"))],
    ["delivered", order("FULFILLED", shipment("DELIVERED"), shipment("PICKED_UP"))],
    ["delivered", order("FULFILLED", shipment("DELIVERED"), shipment("IN_TRANSIT", "CANCELLED"))],
    ["received", order("UNFULFILLED", shipment("LABEL_VOIDED"))],
  ])("is %s", (step, node) => {
    expect(toOrder(node).step).toBe(step);
  });

  test("keeps what the customer may know and nothing else", () => {
    expect(toOrder({ ...order("FULFILLED", shipment("IN_TRANSIT")), displayFinancialStatus: "REFUNDED" })).toEqual({
      id: "gid://shopify/Order/1",
      name: "#1001",
      createdAt: "2026-02-01T00:00:00Z",
      cancelledAt: null,
      step: "on_its_way",
      total: { amount: "10.00", currency: "EUR" },
      refunded: true,
      lines: [{ title: "Shoe", variantTitle: "", quantity: 2 }],
      shipments: [
        {
          step: "on_its_way",
          status: "IN_TRANSIT",
          estimatedDeliveryAt: "2026-02-03T00:00:00Z",
          deliveredAt: null,
          trackingCompany: "DHL",
          trackingNumber: "123",
          trackingUrl: "",
        },
      ],
    });
  });
});
