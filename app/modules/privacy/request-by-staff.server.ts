import { z } from "zod";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { eraseConversation } from "./erase-conversation.server";
import { ErasureReason } from "./erasure-reason";
import type { PersonalDataHolder } from "./privacy-types";
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

const Confirmed = z
  .string()
  .trim()
  .refine((text) => text.toLowerCase() === ERASE_WORD, `type “${ERASE_WORD}” to confirm`);

/** The form: a copy of a customer's data, its erasure, or that of one conversation; what is erased is confirmed by a word. */
export const StaffRequest = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("copy"), customer: CustomerNumber }),
  z.object({ kind: z.literal("erase"), customer: CustomerNumber, confirm: Confirmed }),
  z.object({ kind: z.literal("conversation"), conversation: z.uuid(), reason: ErasureReason, confirm: Confirmed }),
]);

export type StaffRequest = z.infer<typeof StaffRequest>;

/**
 * Does for a person who asked the merchant what Shopify's webhooks do for customers who asked there. One conversation is erased at once.
 * @returns the request's id
 * @throws AppError `not_found` for a conversation that is not there.
 */
export async function requestByStaff(
  shop: ShopContext,
  wish: StaffRequest,
  holders: readonly PersonalDataHolder[],
): Promise<string> {
  if (wish.kind === "conversation") {
    const { conversation: conversationId, reason } = wish;
    return (await eraseConversation(shop, { conversationId, reason, origin: "staff" }, holders)).requestId;
  }
  const { kind, customer } = wish;
  const topic = kind === "erase" ? "CUSTOMERS_REDACT" : "CUSTOMERS_DATA_REQUEST";
  return receiveRequest(shop, { topic, origin: "staff", customerId: customer, shopifyId: null, afterS: 0 });
}
