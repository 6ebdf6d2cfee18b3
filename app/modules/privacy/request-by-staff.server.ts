import { z } from "zod";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { receiveRequest } from "./receive-request.server";

/** What staff type to confirm an erasure. */
export const ERASE_WORD = "erase";

const CustomerNumber = z
  .string()
  .trim()
  .regex(
    /^(gid:\/\/shopify\/Customer\/)?\d{1,20}$/,
    "write the customer’s number: the digits at the end of the address of their page in Shopify",
  )
  .transform((text) => text.replace(/^\D*/, ""));

/** The form: a copy of a customer's data, or its erasure, which is confirmed by a word. */
export const StaffRequest = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("copy"), customer: CustomerNumber }),
  z.object({
    kind: z.literal("erase"),
    customer: CustomerNumber,
    confirm: z
      .string()
      .trim()
      .refine((text) => text.toLowerCase() === ERASE_WORD, `type “${ERASE_WORD}” to confirm`),
  }),
]);

export type StaffRequest = z.infer<typeof StaffRequest>;

/**
 * Does for a customer who asked the merchant what Shopify's webhooks do for those who asked there.
 * @returns the request's id
 */
export async function requestByStaff(shop: ShopContext, { kind, customer }: StaffRequest): Promise<string> {
  const topic = kind === "erase" ? "CUSTOMERS_REDACT" : "CUSTOMERS_DATA_REQUEST";
  return receiveRequest(shop, { topic, origin: "staff", customerId: customer, shopifyId: null, afterS: 0 });
}
