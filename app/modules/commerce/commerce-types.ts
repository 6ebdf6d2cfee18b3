/** Our own view of Shopify's data: only what the features need. Cost, margin, supplier, tags of customers and staff notes have no field here. */
export type Money = { readonly amount: string; readonly currency: string };

export type ProductVariant = {
  /** gid://shopify/ProductVariant/… */
  readonly id: string;
  readonly title: string;
  readonly sku: string;
  readonly price: string;
  readonly compareAtPrice: string | null;
  readonly available: boolean;
};

export type ProductFact = { readonly namespace: string; readonly key: string; readonly value: string };

export type Product = {
  /** gid://shopify/Product/… */
  readonly id: string;
  readonly handle: string;
  readonly title: string;
  readonly vendor: string;
  readonly productType: string;
  readonly status: "ACTIVE" | "DRAFT" | "ARCHIVED" | "UNLISTED";
  readonly descriptionHtml: string;
  readonly seoTitle: string;
  readonly seoDescription: string;
  readonly imageUrl: string | null;
  readonly imageAlt: string;
  readonly facts: readonly ProductFact[];
  readonly tags: readonly string[];
  /** ISO 8601, Shopify's. */
  readonly updatedAt: string;
  readonly variants: readonly ProductVariant[];
};

export type ShopText = {
  readonly id: string;
  readonly kind: "policy" | "page";
  readonly title: string;
  readonly url: string;
  readonly html: string;
  readonly locale: string;
};

export type OrderStep = "received" | "packed" | "on_its_way" | "delivered";

export type OrderShipment = {
  readonly step: OrderStep;
  readonly status: string;
  readonly estimatedDeliveryAt: string | null;
  readonly deliveredAt: string | null;
  readonly trackingCompany: string;
  readonly trackingNumber: string;
  readonly trackingUrl: string;
};

/** A customer's own order, read live and never stored. */
export type Order = {
  readonly id: string;
  /** As shown to people, e.g. "#1001". */
  readonly name: string;
  readonly createdAt: string;
  readonly cancelledAt: string | null;
  readonly step: OrderStep;
  readonly total: Money;
  readonly refunded: boolean;
  readonly lines: readonly { readonly title: string; readonly variantTitle: string; readonly quantity: number }[];
  readonly shipments: readonly OrderShipment[];
};

/** The logged-in customer, for redaction's known values only: never part of a prompt. */
export type CustomerIdentity = {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly addresses: readonly string[];
};
