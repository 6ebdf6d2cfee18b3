import type { Order } from "~/modules/commerce/commerce-types";

/** A customer's order #1001 that is on its way. */
export const SHIPPED_ORDER: Order = {
  id: "gid://shopify/Order/1",
  name: "#1001",
  createdAt: "2026-03-12T10:00:00Z",
  cancelledAt: null,
  step: "on_its_way",
  total: { amount: "163.00", currency: "EUR" },
  refunded: false,
  lines: [{ title: "Dunlin Walking Shoe", variantTitle: "Bark / 39", quantity: 1 }],
  shipments: [
    {
      step: "on_its_way",
      status: "IN_TRANSIT",
      estimatedDeliveryAt: "2026-03-16T10:00:00Z",
      deliveredAt: null,
      trackingCompany: "PostNL",
      trackingNumber: "3S1",
      trackingUrl: "https://tracking.example/3S1",
    },
  ],
};
