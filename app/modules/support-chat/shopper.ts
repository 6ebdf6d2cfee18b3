import { AppError } from "~/lib/app-error";
import { customerKey } from "~/modules/tenancy/visitor-key.server";
import type { Actor, ShopContext } from "~/modules/tenancy/shop-context";

export type Shopper = Extract<Actor, { kind: "shopper" }>;

/**
 * The shopper who acts.
 * @throws AppError `unauthenticated` when somebody else does.
 */
export function requireShopper(shop: ShopContext): Shopper {
  if (shop.actor.kind === "shopper") return shop.actor;
  throw new AppError("unauthenticated", {
    message: "the actor is no shopper",
    userMessage: "Please open the chat again.",
  });
}

/** Whose key encrypts a conversation's messages, call records and placeholders. */
export const subjectOf = (conversationId: string) => `conversation:${conversationId}`;

/** Who pays for a shopper's call, beside the shop: their conversation, their browser and their customer account; none by a name or an address. */
export function budgetScopesOf(shop: ShopContext): string[] {
  const { conversationId, customerId, visitor } = requireShopper(shop);
  return [
    subjectOf(conversationId),
    ...(visitor === undefined ? [] : [`visitor:${visitor}`]),
    ...(customerId === null ? [] : [`customer:${customerKey(shop.shopId, customerId)}`]),
  ];
}

/** The answer for a conversation that is gone, never was, or belongs to somebody else: the same for all three. */
export function conversationNotFound(): AppError {
  return new AppError("not_found", {
    message: "no such conversation",
    userMessage: "This conversation is no longer available. Please open the chat again.",
  });
}
