import { AppError } from "~/lib/app-error";
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

/** The answer for a conversation that is gone, never was, or belongs to somebody else: the same for all three. */
export function conversationNotFound(): AppError {
  return new AppError("not_found", {
    message: "no such conversation",
    userMessage: "This conversation is no longer available. Please open the chat again.",
  });
}
