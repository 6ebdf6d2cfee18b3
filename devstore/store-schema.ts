import { z } from "zod";
import { Handle, Html, Id, Locale, Money, Time, Translations } from "./store-fields.ts";
import { StoreCustomer, StoreOrder } from "./store-order-schema.ts";

/**
 * The documented JSON format of a store folder (see devstore/README.md). One file per list;
 * ids are positive integers and become Shopify's `gid://shopify/<Type>/<id>`.
 * Money is a decimal string in the shop's currency ("129.00"), times are ISO 8601.
 */

const StaffMember = z.strictObject({ id: Id, firstName: z.string(), lastName: z.string(), email: z.email() });

export const StoreShop = z.strictObject({
  id: Id,
  /** Becomes the domain `<handle>.myshopify.com`. */
  handle: Handle,
  name: z.string().min(1),
  tagline: z.string().default(""),
  email: z.email(),
  currency: z.string().length(3),
  timezone: z.string().default("Europe/Amsterdam"),
  country: z.string().length(2),
  locales: z.array(Locale).min(1).default(["en"]),
  markets: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        countries: z.array(z.string().length(2)).min(1),
        currency: z.string().length(3),
        /** Units of the market's currency for one unit of the shop's. */
        rate: z.number().positive(),
      }),
    )
    .default([]),
  /** Theme colours and fonts of the storefront. */
  theme: z
    .strictObject({
      accent: z.string().default("#1f6f5c"),
      background: z.string().default("#fbfaf7"),
      text: z.string().default("#1d1c1a"),
      headingFont: z.string().default("Georgia, 'Times New Roman', serif"),
      bodyFont: z.string().default("system-ui, sans-serif"),
      radiusPx: z.number().int().min(0).max(24).default(8),
    })
    .prefault({}),
  /** The shop's owner, who is logged in to its admin at first. */
  staff: StaffMember.default({ id: 1, firstName: "Sam", lastName: "Owner", email: "owner@example.com" }),
  /** Others who work in the admin; its user menu changes to them. */
  team: z.array(StaffMember).default([]),
});

export const StoreMetafield = z.strictObject({
  namespace: z.string(),
  key: z.string(),
  type: z.string().default("single_line_text_field"),
  value: z.string(),
  translations: Translations.default({}),
});

export const StoreVariant = z.strictObject({
  id: Id,
  title: z.string().default("Default Title"),
  sku: z.string().default(""),
  barcode: z.string().default(""),
  price: Money,
  compareAtPrice: Money.nullable().default(null),
  /** What the shop pays; a business secret that the app must never load. */
  cost: Money.nullable().default(null),
  inventoryQuantity: z.int().default(0),
  /** Option values in the order of the product's options. */
  options: z.array(z.string()).default([]),
});

export const StoreProduct = z.strictObject({
  id: Id,
  handle: Handle,
  title: z.string().min(1),
  vendor: z.string().default(""),
  productType: z.string().default(""),
  tags: z.array(z.string()).default([]),
  status: z.enum(["ACTIVE", "DRAFT", "ARCHIVED"]).default("ACTIVE"),
  descriptionHtml: Html.default(""),
  seo: z.strictObject({ title: z.string().default(""), description: z.string().default("") }).prefault({}),
  options: z.array(z.strictObject({ name: z.string(), values: z.array(z.string()).min(1) })).default([]),
  variants: z.array(StoreVariant).min(1),
  /** `src` is a path in the store folder's images/. */
  images: z.array(z.strictObject({ id: Id, src: z.string(), alt: z.string().default("") })).default([]),
  metafields: z.array(StoreMetafield).default([]),
  translations: Translations.default({}),
  createdAt: Time.default("2026-01-01T09:00:00Z"),
  updatedAt: Time.default("2026-01-01T09:00:00Z"),
});

export const StoreCollection = z.strictObject({
  id: Id,
  handle: Handle,
  title: z.string().min(1),
  descriptionHtml: Html.default(""),
  image: z.string().nullable().default(null),
  /** Product handles, in display order. */
  products: z.array(Handle).default([]),
  translations: Translations.default({}),
});

export const StorePolicy = z.strictObject({
  id: Id,
  type: z.enum([
    "REFUND_POLICY",
    "SHIPPING_POLICY",
    "PRIVACY_POLICY",
    "TERMS_OF_SERVICE",
    "CONTACT_INFORMATION",
    "LEGAL_NOTICE",
  ]),
  title: z.string().min(1),
  body: Html,
  translations: Translations.default({}),
});

export const StorePage = z.strictObject({
  id: Id,
  handle: Handle,
  title: z.string().min(1),
  body: Html,
  isPublished: z.boolean().default(true),
  translations: Translations.default({}),
});

/** File name in the store folder → the schema of its content. Missing list files are empty lists. */
export const STORE_FILES = {
  "shop.json": StoreShop,
  "products.json": z.array(StoreProduct),
  "collections.json": z.array(StoreCollection),
  "policies.json": z.array(StorePolicy),
  "pages.json": z.array(StorePage),
  "customers.json": z.array(StoreCustomer),
  "orders.json": z.array(StoreOrder),
} as const;

/** One loaded and validated store; mutable, since Admin mutations and the cart change it. */
export type Store = {
  /** Absolute path of the folder that the store came from; images/ lies in it. */
  folder: string;
  /** `<handle>.myshopify.com` */
  domain: string;
  shop: z.infer<typeof StoreShop>;
  products: z.infer<typeof StoreProduct>[];
  collections: z.infer<typeof StoreCollection>[];
  policies: z.infer<typeof StorePolicy>[];
  pages: z.infer<typeof StorePage>[];
  customers: z.infer<typeof StoreCustomer>[];
  orders: z.infer<typeof StoreOrder>[];
};
