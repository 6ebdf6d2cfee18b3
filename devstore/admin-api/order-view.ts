import { gid } from "../gid.ts";
import type { Store } from "../store-schema.ts";
import { addressView } from "./address-view.ts";
import type { ApiCall, View } from "./api-call.ts";
import { connection } from "./connection.ts";
import type { ListKind } from "./connection.ts";
import type { ListArgs } from "./list-args.ts";
import { fulfillmentView } from "./fulfillment-view.ts";
import { lineKind } from "./line-item-view.ts";
import { moneyBag, toCents } from "./money.ts";

type Order = Store["orders"][number];

/** Sums of an order in cents of its own currency. */
export function orderTotals(order: Order) {
  const subtotal = order.lines.reduce((sum, line) => sum + toCents(line.price) * line.quantity, 0);
  const shipping = toCents(order.shipping);
  return { subtotal, shipping, total: subtotal + shipping };
}

/** How orders are listed. */
export function orderKind(call: ApiCall): ListKind<Order> {
  const emailOf = (order: Order) => customerOf(call, order)?.email ?? "";
  return {
    key: (order) => order.id,
    view: (order) => orderView(call, order),
    search: (order) => ({
      default: [order.name, emailOf(order), order.shippingAddress.name],
      id: order.id,
      name: [order.name, order.name.replace(/^#/, "")],
      customer_id: order.customerId,
      email: emailOf(order),
      created_at: order.createdAt,
      processed_at: order.createdAt,
      updated_at: updatedAtOf(order),
      financial_status: order.financialStatus,
      fulfillment_status: fulfillmentStatusOf(order),
      status: ["any", order.cancelledAt === null ? "open" : "cancelled"],
    }),
    sort: {
      ID: (order) => order.id,
      RELEVANCE: (order) => order.id,
      ORDER_NUMBER: (order) => order.id,
      CREATED_AT: (order) => Date.parse(order.createdAt),
      PROCESSED_AT: (order) => Date.parse(order.createdAt),
      UPDATED_AT: (order) => Date.parse(updatedAtOf(order)),
      TOTAL_PRICE: (order) => orderTotals(order).total,
    },
  };
}

function customerOf({ store }: ApiCall, order: Order) {
  return store.customers.find((customer) => customer.id === order.customerId);
}

function fulfillmentStatusOf(order: Order) {
  return order.fulfillments.length > 0 ? "FULFILLED" : "UNFULFILLED";
}

function updatedAtOf(order: Order): string {
  const times = [
    order.createdAt,
    order.cancelledAt ?? order.createdAt,
    ...order.fulfillments.map((entry) => entry.deliveredAt ?? entry.createdAt),
  ];
  return times.reduce((latest, time) => (Date.parse(time) > Date.parse(latest) ? time : latest));
}

/** The API's `Order`. */
export function orderView(call: ApiCall, order: Order): View {
  const { context } = call.services;
  return {
    __typename: "Order",
    id: gid("Order", order.id),
    legacyResourceId: String(order.id),
    name: order.name,
    number: Number(order.name.replace(/\D/g, "")) || order.id,
    ...statusFields(order),
    ...moneyFields(call.store, order),
    ...personFields(call, order),
    note: order.note || null,
    tags: [],
    test: true,
    statusPageUrl: `${context.originOf(call.store)}/account/orders/${order.id}`,
    lineItems: (args: ListArgs) => connection(call, order.lines, args, lineKind(call, order)),
    subtotalLineItemsQuantity: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    fulfillments: ({ first }: { first?: number | null }) =>
      order.fulfillments.slice(0, first ?? undefined).map((entry) => fulfillmentView(call, order, entry)),
    metafield: null,
  };
}

function statusFields(order: Order): View {
  return {
    displayFinancialStatus: order.financialStatus,
    displayFulfillmentStatus: fulfillmentStatusOf(order),
    createdAt: order.createdAt,
    processedAt: order.createdAt,
    updatedAt: updatedAtOf(order),
    cancelledAt: order.cancelledAt,
    cancelReason: order.cancelledAt === null ? null : "CUSTOMER",
    closed: false,
    closedAt: null,
    confirmed: true,
    fullyPaid: order.financialStatus === "PAID",
    unpaid: order.financialStatus === "PENDING",
    requiresShipping: true,
    returnStatus: "NO_RETURN",
    refunds: [],
    discountCodes: [],
  };
}

function moneyFields(store: Store, order: Order): View {
  const { subtotal, shipping, total } = orderTotals(order);
  const bag = (cents: number) => moneyBag(store, cents, order.currency);
  const refunded = order.financialStatus === "REFUNDED" ? total : 0;
  const outstanding = order.financialStatus === "PENDING" ? total : 0;
  return {
    currencyCode: store.shop.currency,
    presentmentCurrencyCode: order.currency,
    subtotalPriceSet: bag(subtotal),
    currentSubtotalPriceSet: bag(subtotal),
    totalShippingPriceSet: bag(shipping),
    currentShippingPriceSet: bag(shipping),
    totalPriceSet: bag(total),
    originalTotalPriceSet: bag(total),
    currentTotalPriceSet: bag(total - refunded),
    totalRefundedSet: bag(refunded),
    totalOutstandingSet: bag(outstanding),
    totalReceivedSet: bag(total - outstanding),
    totalDiscountsSet: bag(0),
    currentTotalDiscountsSet: bag(0),
    shippingLine: {
      title: "Standard",
      code: "standard",
      custom: false,
      isRemoved: false,
      originalPriceSet: bag(shipping),
      discountedPriceSet: bag(shipping),
      currentDiscountedPriceSet: bag(shipping),
    },
  };
}

function personFields(call: ApiCall, order: Order): View {
  const customer = customerOf(call, order);
  const address = () => addressView(order.shippingAddress, `${order.id}0`);
  return {
    email: customer?.email ?? null,
    phone: customer?.phone || null,
    customerLocale: customer?.locale ?? null,
    customer: () => (customer ? call.links.customer(call, customer) : null),
    shippingAddress: address,
    billingAddress: address,
    displayAddress: address,
    billingAddressMatchesShippingAddress: true,
  };
}
