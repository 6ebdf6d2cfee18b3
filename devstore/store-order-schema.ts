import { z } from "zod";
import { Id, Locale, Money, Time } from "./store-fields.ts";

export const StoreAddress = z.strictObject({
  name: z.string(),
  address1: z.string(),
  address2: z.string().default(""),
  zip: z.string(),
  city: z.string(),
  province: z.string().default(""),
  countryCode: z.string().length(2),
  phone: z.string().default(""),
});

export const StoreCustomer = z.strictObject({
  id: Id,
  firstName: z.string(),
  lastName: z.string(),
  email: z.email(),
  phone: z.string().default(""),
  locale: Locale.default("en"),
  /** Business secrets: the app must never load these. */
  tags: z.array(z.string()).default([]),
  note: z.string().default(""),
  addresses: z.array(StoreAddress).default([]),
});

export const StoreOrder = z.strictObject({
  id: Id,
  /** Shown to people, for example "#1001". */
  name: z.string().min(1),
  customerId: Id,
  createdAt: Time,
  currency: z.string().length(3),
  financialStatus: z
    .enum(["PENDING", "AUTHORIZED", "PAID", "PARTIALLY_REFUNDED", "REFUNDED", "VOIDED"])
    .default("PAID"),
  cancelledAt: Time.nullable().default(null),
  lines: z
    .array(
      z.strictObject({
        id: Id,
        title: z.string(),
        variantTitle: z.string().default(""),
        variantId: Id.nullable().default(null),
        sku: z.string().default(""),
        quantity: z.int().positive(),
        price: Money,
      }),
    )
    .min(1),
  shipping: Money.default("0.00"),
  shippingAddress: StoreAddress,
  fulfillments: z
    .array(
      z.strictObject({
        id: Id,
        status: z.enum(["CONFIRMED", "IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED", "FAILURE", "READY_FOR_PICKUP"]),
        createdAt: Time,
        estimatedDeliveryAt: Time.nullable().default(null),
        deliveredAt: Time.nullable().default(null),
        trackingCompany: z.string().default(""),
        trackingNumber: z.string().default(""),
        trackingUrl: z.string().default(""),
      }),
    )
    .default([]),
  /** A business secret: the app must never load it. */
  note: z.string().default(""),
});
