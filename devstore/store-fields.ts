import { z } from "zod";

/** Number of an object; becomes the end of its global id. */
export const Id = z.int().positive();
/** Part of an address. */
export const Handle = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "lower case letters, digits and hyphens");
/** Amount in the currency beside it. */
export const Money = z.string().regex(/^\d+\.\d{2}$/, 'a decimal amount such as "129.00"');
/** ISO 8601 with its offset. */
export const Time = z.iso.datetime({ offset: true });
/** HTML of a description or text. */
export const Html = z.string().max(50_000);
/** Language, with a region or without. */
export const Locale = z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/);

/** Texts of one object in another language, by Shopify's translation keys. */
export const Translations = z.record(
  Locale,
  z.partialRecord(z.enum(["title", "body_html", "meta_title", "meta_description", "handle", "value"]), z.string()),
);
