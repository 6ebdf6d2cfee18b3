import { withTenant, type TenantTx } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { newId } from "~/lib/new-id";
import { logger } from "~/logger.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import { enqueue } from "~/modules/jobs/enqueue.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { ErasureReason } from "./erasure-reason";
import { fulfilRequest } from "./fulfil-request.server";
import { dueDate, privacyJob } from "./privacy-request";
import type { PersonalDataHolder } from "./privacy-types";

/** The worker looks after it by then, in case this process could not. */
const RETRY_AFTER_S = 5;

type Wish = {
  readonly conversationId: string;
  readonly reason: ErasureReason;
  readonly origin: "staff" | "shopper";
};

/** A request, and whether it is done already; one that is not is tried again by the worker. */
export type Erasure = { readonly requestId: string; readonly isDone: boolean };

/**
 * Erases one conversation everywhere, at once, whoever had it: the way for people without an account. Asked twice, it is one request.
 * @throws AppError `not_found` when the shop has no such conversation and never erased it.
 */
export async function eraseConversation(
  shop: ShopContext,
  wish: Wish,
  holders: readonly PersonalDataHolder[],
): Promise<Erasure> {
  const requestId = await withTenant(shop, (tx) => receive(tx, shop, wish));
  try {
    await fulfilRequest(shop, requestId, holders);
    return { requestId, isDone: true };
  } catch (err) {
    logger.warn({ shopId: shop.shopId, requestId, err }, "a conversation could not be erased at once");
    return { requestId, isDone: false };
  }
}

/**
 * Erases the conversation of the shopper who acts. Where nothing was said there is nothing to write down.
 * @returns whether it is gone now
 * @throws AppError `unauthenticated` when somebody else acts.
 */
export async function eraseOwnConversation(
  shop: ShopContext,
  holders: readonly PersonalDataHolder[],
): Promise<boolean> {
  const { actor, shopId } = shop;
  if (actor.kind !== "shopper") throw onlyShopper();
  const { conversationId } = actor;
  const said = await withTenant(shop, (tx) => tx.message.count({ where: { shopId, conversationId } }));
  if (said === 0) return true;
  return (await eraseConversation(shop, { conversationId, reason: "asked", origin: "shopper" }, holders)).isDone;
}

/** @returns the id of the conversation's request, the one that there was or a new one */
async function receive(tx: TenantTx, shop: ShopContext, { conversationId, reason, origin }: Wish): Promise<string> {
  const { shopId } = shop;
  const earlier = await tx.privacyRequest.findFirst({ where: { shopId, conversationId }, select: { id: true } });
  if (earlier) return earlier.id;
  if ((await tx.conversation.count({ where: { shopId, id: conversationId } })) === 0) throw notThere();
  const [id, topic, receivedAt] = [newId(), "CONVERSATION_REDACT", new Date()];
  const row = { shopId, id, topic, origin, reason, conversationId, receivedAt, dueAt: dueDate(receivedAt) };
  // Two who ask at once: the second one waits here for the first, and then finds its request.
  const { count } = await tx.privacyRequest.createMany({ data: [row], skipDuplicates: true });
  if (count === 0) return (await tx.privacyRequest.findFirstOrThrow({ where: { shopId, conversationId } })).id;
  await enqueue(privacyJob, { shopId, requestId: id }, { tx, afterS: RETRY_AFTER_S });
  await appendEvent(tx, shop, { type: "privacy_request.received", payload: { request: id, topic, origin, reason } });
  return id;
}

function notThere(): AppError {
  return new AppError("not_found", {
    message: "no such conversation",
    userMessage: "This conversation is no longer kept: its time was over, or its customer was erased.",
  });
}

function onlyShopper(): AppError {
  return new AppError("unauthenticated", {
    message: "the actor is no shopper",
    userMessage: "Please open the chat again.",
  });
}
