import { describe, expect, it } from "vitest";
import type { Order } from "~/modules/commerce/commerce-types";
import { SHIPPED_ORDER as ORDER } from "../../../tests/support/shipped-order";
import { answerFromOrders } from "./order-answer";

const OLDER: Order = {
  ...ORDER,
  id: "gid://shopify/Order/0",
  name: "#1000",
  createdAt: "2026-01-02T10:00:00Z",
  step: "delivered",
  shipments: [],
};

describe("answerFromOrders", () => {
  it("tells where the newest order is, in words and as a card", () => {
    const { text, orders } = answerFromOrders([OLDER, ORDER], null, "en");
    expect(text).toBe(
      "Your order #1001 of 12 March 2026 is on its way. PostNL carries it under 3S1. It is expected on 16 March 2026.\n\nOne earlier order is shown below.",
    );
    expect(orders.map(({ name, step, expected }) => [name, step, expected])).toEqual([
      ["#1001", "on_its_way", "16 March 2026"],
      ["#1000", "delivered", null],
    ]);
    expect(orders[0]?.items).toEqual([{ title: "Dunlin Walking Shoe · Bark / 39", quantity: 1 }]);
  });

  it("finds one order by its number, however it is written", () => {
    expect(answerFromOrders([ORDER, OLDER], "1000", "en").orders.map(({ name }) => name)).toEqual(["#1000"]);
  });

  it("says the same of an order that is not there", () => {
    const { text, orders } = answerFromOrders([ORDER], "#1002", "en");
    expect(text).toContain("I cannot find an order #1002 in your account");
    expect(orders).toEqual([]);
    expect(answerFromOrders([], null, "en").text).toBe("There are no orders in your account yet.");
  });

  it("speaks German, and tells a cancelled order plainly", () => {
    const { text, orders } = answerFromOrders(
      [{ ...ORDER, cancelledAt: "2026-03-13T10:00:00Z", refunded: true }],
      null,
      "de",
    );
    expect(text).toBe("Ihre Bestellung #1001 vom 12. März 2026 wurde storniert. Die Zahlung wurde erstattet.");
    expect(orders[0]).toMatchObject({ step: "cancelled", expected: null });
  });

  it("links nothing but web addresses", () => {
    const [shipment] = ORDER.shipments;
    const odd: Order = { ...ORDER, shipments: shipment ? [{ ...shipment, trackingUrl: "javascript:alert(1)" }] : [] };
    expect(answerFromOrders([odd], null, "en").orders[0]?.tracking).toBeNull();
  });
});
