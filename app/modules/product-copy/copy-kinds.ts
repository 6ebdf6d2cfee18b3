import { z } from "zod";
import type { Product } from "~/modules/commerce/commerce-types";

export const COPY_KINDS = ["description", "seo_title", "seo_description", "image_alt"] as const;

export const CopyKind = z.enum(COPY_KINDS);

export type CopyKind = z.infer<typeof CopyKind>;

type CopyField = {
  readonly label: string;
  /** Longest text that we publish, in characters. */
  readonly limit: number;
  /** Below this many characters the product list calls a text short. */
  readonly shortBelow: number;
  readonly maxOutputTokens: number;
  /** Where people see it. */
  readonly hint: string;
};

// 70 and 160 are what Shopify's own search listing form shows; 512 is its limit of an image's alt text
// (help.shopify.com/manual/promoting-marketing/seo/adding-keywords).
export const COPY_FIELDS = {
  description: {
    label: "Description",
    limit: 5_000,
    shortBelow: 120,
    maxOutputTokens: 400,
    hint: "Shown on the product page.",
  },
  seo_title: {
    label: "SEO title",
    limit: 70,
    shortBelow: 15,
    maxOutputTokens: 60,
    hint: "Shown as the headline in search results. When it is empty, Shopify uses the product's title.",
  },
  seo_description: {
    label: "SEO description",
    limit: 160,
    shortBelow: 50,
    maxOutputTokens: 120,
    hint: "Shown under the headline in search results.",
  },
  image_alt: {
    label: "Image alt text",
    limit: 512,
    shortBelow: 8,
    maxOutputTokens: 100,
    hint: "Read aloud by screen readers, and shown when the picture does not load.",
  },
} as const satisfies Record<CopyKind, CopyField>;

/** The field's text as Shopify stores it: HTML for a description, plain text for the others. */
export function storedText(product: Product, kind: CopyKind): string {
  switch (kind) {
    case "description":
      return product.descriptionHtml;
    case "seo_title":
      return product.seoTitle;
    case "seo_description":
      return product.seoDescription;
    case "image_alt":
      return product.imageAlt;
  }
}
