import { withTenant, type TenantTx } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { appendEvent } from "~/modules/audit/append-event.server";
import { getKnownShop } from "~/modules/tenancy/known-shop.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { ConversationState, type ChatMessage, type TurnRequest } from "./chat-protocol";
import { answerLocale } from "./language";
import { listMessages, toHistory, WRITING } from "./list-messages.server";
import { decryptMessage, encryptBody, turnMessageId } from "./message-crypto.server";
import { conversationNotFound, requireShopper } from "./shopper";
import { textsFor } from "./texts";
import type { Turn } from "./turn";

const MAX_HISTORY_MESSAGES = 12;
const MAX_MODEL_HISTORY = 6;
const WINDOW_S = 60;
/** Times the limit, from which on messages are refused instead of being kept for a person. */
const FLOOD_FACTOR = 3;
/** An answer that has been in the writing for longer was lost with its process. */
const STALE_AFTER_MS = 120_000;

export type TurnClaim =
  | { readonly kind: "mine"; readonly turn: Omit<Turn, "signal"> }
  | {
      readonly kind: "answered";
      readonly message: ChatMessage;
      readonly callId: string | null;
      readonly state: ConversationState;
    }
  /** A person has the conversation: they answer, and nothing is asked of the assistant. */
  | { readonly kind: "muted"; readonly messageId: string; readonly locale: string }
  | { readonly kind: "busy"; readonly locale: string };

/**
 * Stores the shopper's message and takes the turn for answering. The same turn again is "answered", or "busy" while another
 * request writes it; a cut or failed answer may be taken again. While a person has the conversation, a turn without an answer is "muted".
 * @throws AppError `not_found`, `budget_exceeded`.
 */
export async function claimTurn(shop: ShopContext, input: TurnRequest): Promise<TurnClaim> {
  const { settings } = await getKnownShop(shop);
  return withTenant(shop, async (tx) => {
    const { conversationId, customerId } = requireShopper(shop);
    const conversation = await findConversation(tx, shop, conversationId);
    const messages = await listMessages(tx, shop, conversationId, MAX_HISTORY_MESSAGES);
    const { isNew, isOver } = await storeQuestion(
      tx,
      shop,
      input,
      settings.requestLimitPerMinute.conversation,
      conversation.locale,
    );
    const state = isNew ? await wake(tx, shop, conversationId, conversation.state) : conversation.state;
    if (state === "human") return answerWithPerson(tx, shop, input.turnId, conversation.locale);
    const taken = await takeAnswer(tx, shop, input.turnId);
    if (taken !== "mine") return taken === "busy" ? { kind: "busy", locale: conversation.locale } : { ...taken, state };
    const earlier = messages.filter(({ turnId }) => turnId !== input.turnId);
    const text = isNew ? input.text : await storedQuestion(tx, shop, conversationId, input.turnId);
    return {
      kind: "mine",
      turn: {
        state: state === "waiting" ? state : "assistant",
        locale: answerLocale(text, conversation.locale),
        shop,
        conversationId,
        customerId,
        text,
        history: toHistory(earlier).slice(-MAX_MODEL_HISTORY),
        ...(isOver ? { overBudgetS: WINDOW_S } : {}),
      },
    };
  });
}

async function findConversation(tx: TenantTx, shop: ShopContext, id: string) {
  const row = await tx.conversation.findUnique({ where: { shopId_id: { shopId: shop.shopId, id } } });
  if (!row) throw conversationNotFound();
  return { locale: row.locale, state: toState(row.state) };
}

/**
 * The state that a new message finds: one that staff closed is the assistant's again. Locks a conversation that is with staff, so that of a
 * message and somebody who takes over at the same moment the later one sees the other; its page shows the message at once.
 */
async function wake(tx: TenantTx, shop: ShopContext, id: string, state: ConversationState): Promise<ConversationState> {
  if (state === "assistant") return state;
  const key = { shopId: shop.shopId, id };
  const opened = { state: "assistant", stateSince: new Date(), takenBy: null };
  const { count } = await tx.conversation.updateMany({ where: { ...key, state: "closed" }, data: opened });
  if (count > 0) await appendEvent(tx, shop, { type: "conversation.reopened", payload: { conversationId: id } });
  else await tx.conversation.updateMany({ where: key, data: { updatedAt: new Date() } });
  return (await findConversation(tx, shop, id)).state;
}

/** A stored state; one that we do not know is the assistant's. */
export function toState(state: string): ConversationState {
  return ConversationState.safeParse(state).data ?? "assistant";
}

/**
 * Whether the message is new, and over the limit, which counts new ones only. What is a little over is kept for the person who takes over;
 * a flood is not.
 */
async function storeQuestion(
  tx: TenantTx,
  shop: ShopContext,
  input: TurnRequest,
  limitPerMinute: number,
  locale: string,
): Promise<{ isNew: boolean; isOver: boolean }> {
  const { conversationId } = requireShopper(shop);
  const id = turnMessageId(conversationId, input.turnId, "shopper");
  const body = await encryptBody(tx, shop, conversationId, id, input.text);
  const row = { shopId: shop.shopId, id, conversationId, turnId: input.turnId, author: "shopper", body };
  const { count } = await tx.message.createMany({ data: [row], skipDuplicates: true });
  if (count === 0) return { isNew: false, isOver: false };
  const since = new Date(Date.now() - WINDOW_S * 1_000);
  const recent = await tx.message.count({
    where: { shopId: shop.shopId, conversationId, author: "shopper", createdAt: { gte: since } },
  });
  if (recent > limitPerMinute * FLOOD_FACTOR) throw tooMany(locale);
  return { isNew: true, isOver: recent > limitPerMinute };
}

function tooMany(locale: string): AppError {
  return new AppError("budget_exceeded", {
    message: "too many messages in one conversation",
    userMessage: textsFor(locale).tooMany,
    retryAfterS: WINDOW_S,
  });
}

async function storedQuestion(
  tx: TenantTx,
  shop: ShopContext,
  conversationId: string,
  turnId: string,
): Promise<string> {
  const id = turnMessageId(conversationId, turnId, "shopper");
  const row = await tx.message.findUniqueOrThrow({ where: { shopId_id: { shopId: shop.shopId, id } } });
  return (await decryptMessage(tx, shop, row)).text;
}

type Taken =
  "mine" | "busy" | { readonly kind: "answered"; readonly message: ChatMessage; readonly callId: string | null };

/** Takes the answer's row atomically: by creating it, or by winning a cut, failed or lost one. */
async function takeAnswer(tx: TenantTx, shop: ShopContext, turnId: string): Promise<Taken> {
  const { conversationId } = requireShopper(shop);
  const id = turnMessageId(conversationId, turnId, "assistant");
  const body = await encryptBody(tx, shop, conversationId, id, "");
  // One millisecond after the question, so that the two keep their order.
  const createdAt = new Date(Date.now() + 1);
  const row = {
    shopId: shop.shopId,
    id,
    conversationId,
    turnId,
    author: "assistant",
    body,
    status: WRITING,
    createdAt,
  };
  const { count: created } = await tx.message.createMany({ data: [row], skipDuplicates: true });
  if (created === 1) return "mine";
  const lost = { status: WRITING, createdAt: { lt: new Date(Date.now() - STALE_AFTER_MS) } };
  const { count: won } = await tx.message.updateMany({
    where: { shopId: shop.shopId, id, OR: [{ status: { in: ["cut", "failed"] } }, lost] },
    data: { status: WRITING, createdAt },
  });
  if (won === 1) return "mine";
  return (await findAnswer(tx, shop, turnId)) ?? "busy";
}

async function answerWithPerson(tx: TenantTx, shop: ShopContext, turnId: string, locale: string): Promise<TurnClaim> {
  const { conversationId } = requireShopper(shop);
  const answered = await findAnswer(tx, shop, turnId);
  if (answered) return { ...answered, state: "human" };
  return { kind: "muted", messageId: turnMessageId(conversationId, turnId, "shopper"), locale };
}

/** The stored answer of a turn; null while there is none, or none that has ended. */
async function findAnswer(tx: TenantTx, shop: ShopContext, turnId: string): Promise<Exclude<Taken, string> | null> {
  const { conversationId } = requireShopper(shop);
  const id = turnMessageId(conversationId, turnId, "assistant");
  const message = (await listMessages(tx, shop, conversationId, MAX_HISTORY_MESSAGES)).find(
    (candidate) => candidate.id === id,
  );
  if (!message) return null;
  const stored = await tx.message.findUniqueOrThrow({
    where: { shopId_id: { shopId: shop.shopId, id } },
    select: { callId: true },
  });
  return { kind: "answered", message, callId: stored.callId };
}
