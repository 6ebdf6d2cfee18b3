import { z } from "zod";
import type { AdminDocument } from "./admin-document";

const MAX_LINES = 25;
const MAX_SHIPMENTS = 10;
const MAX_ADDRESSES = 10;

const Shipment = z.object({
  displayStatus: z.string().nullable(),
  status: z.string(),
  estimatedDeliveryAt: z.string().nullable(),
  deliveredAt: z.string().nullable(),
  trackingInfo: z.array(
    z.object({ company: z.string().nullable(), number: z.string().nullable(), url: z.string().nullable() }),
  ),
});

export const OrderNode = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  cancelledAt: z.string().nullable(),
  displayFulfillmentStatus: z.string(),
  displayFinancialStatus: z.string().nullable(),
  totalPriceSet: z.object({ presentmentMoney: z.object({ amount: z.string(), currencyCode: z.string() }) }),
  customer: z.object({ id: z.string() }).nullable(),
  lineItems: z.object({
    nodes: z.array(z.object({ title: z.string(), variantTitle: z.string().nullable(), quantity: z.number() })),
  }),
  fulfillments: z.array(Shipment),
});

export type OrderNode = z.infer<typeof OrderNode>;
export type ShipmentNode = z.infer<typeof Shipment>;

/** Newest orders of one customer; reached through the customer, so that no search term can widen it. */
export const CUSTOMER_ORDERS = {
  text: `query CustomerOrders($id: ID!, $first: Int!) {
    customer(id: $id) {
      id
      orders(first: $first, sortKey: PROCESSED_AT, reverse: true) {
        nodes {
          id name createdAt cancelledAt displayFulfillmentStatus displayFinancialStatus
          totalPriceSet { presentmentMoney { amount currencyCode } }
          customer { id }
          lineItems(first: ${MAX_LINES}) { nodes { title variantTitle quantity } }
          fulfillments(first: ${MAX_SHIPMENTS}) {
            displayStatus status estimatedDeliveryAt deliveredAt trackingInfo(first: 1) { company number url }
          }
        }
      }
    }
  }`,
  data: z.object({
    customer: z.object({ id: z.string(), orders: z.object({ nodes: z.array(OrderNode) }) }).nullable(),
  }),
} satisfies AdminDocument<unknown>;

/** Name and contact data of one customer, for redaction's known values. */
export const CUSTOMER_CONTACT = {
  text: `query CustomerContact($id: ID!) {
    customer(id: $id) {
      id firstName lastName defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber }
    }
  }`,
  data: z.object({
    customer: z
      .object({
        id: z.string(),
        firstName: z.string().nullable(),
        lastName: z.string().nullable(),
        defaultEmailAddress: z.object({ emailAddress: z.string() }).nullable(),
        defaultPhoneNumber: z.object({ phoneNumber: z.string() }).nullable(),
      })
      .nullable(),
  }),
} satisfies AdminDocument<unknown>;

/** Apart from the contact data: this list cannot be null, so that withholding it nulls the whole customer. */
export const CUSTOMER_ADDRESSES = {
  text: `query CustomerAddresses($id: ID!) { customer(id: $id) { addresses(first: ${MAX_ADDRESSES}) { formatted } } }`,
  data: z.object({
    customer: z.object({ addresses: z.array(z.object({ formatted: z.array(z.string()) })) }).nullable(),
  }),
} satisfies AdminDocument<unknown>;
