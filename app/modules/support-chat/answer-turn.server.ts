import { AppError } from "~/lib/app-error";
import { logger } from "~/logger.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { answerOrderStatus } from "./answer-order-status.server";
import { answerQuestion } from "./answer-question.server";
import type { ChatEvent, TurnRequest } from "./chat-protocol";
import { claimTurn, type TurnClaim } from "./claim-turn.server";
import { finishTurn } from "./finish-turn.server";
import { handOver, handOverSpent } from "./hand-over.server";
import { routeIntent } from "./intent";
import { textsFor } from "./texts";
import { say, type Reply, type Step, type Turn } from "./turn";

const BUSY_POLL_MS = 500;
const MAX_BUSY_POLLS = 40;
const DEFAULT_RETRY_S = 60;

/** Events of one turn: status and text while it is written, then attachments and done, or one error. */
export type TurnEvents = (signal: AbortSignal) => AsyncGenerator<ChatEvent, void, undefined>;

/**
 * Takes one message of the shopper who acts, which stores it, and gives the events of its answer; the signal is aborted when the reader leaves.
 * The answer is stored however it ends. The same turn again gives the stored answer; a cut or failed one is answered anew.
 * @throws AppError `not_found`, `budget_exceeded`, `database_unavailable`.
 */
export async function answerTurn(shop: ShopContext, input: TurnRequest): Promise<TurnEvents> {
  const first = await claimTurn(shop, input);
  return async function* (signal) {
    const claim = first.kind === "busy" ? await claimWhenFree(shop, input, signal) : first;
    if (claim.kind === "busy") yield errorEvent("conflict", textsFor(claim.locale).stillAnswering, 2);
    else if (claim.kind === "answered") yield* replay(claim);
    else if (claim.kind === "muted") yield* leaveToPerson(claim);
    else yield* write({ ...claim.turn, signal }, input.turnId);
  };
}

/** Waits for another request that is writing the same turn. */
async function claimWhenFree(shop: ShopContext, input: TurnRequest, signal: AbortSignal): Promise<TurnClaim> {
  for (let poll = 1; ; poll += 1) {
    await new Promise((resolve) => setTimeout(resolve, BUSY_POLL_MS));
    const claim = await claimTurn(shop, input);
    if (claim.kind !== "busy" || poll >= MAX_BUSY_POLLS || signal.aborted) return claim;
  }
}

function* replay({ message, callId, state }: Extract<TurnClaim, { kind: "answered" }>): Generator<ChatEvent> {
  yield { type: "text", text: message.text };
  if (message.attachments) yield { type: "attachments", attachments: message.attachments };
  yield { type: "done", messageId: message.id, callId, status: message.status, conversationState: state };
}

/** Nothing is said: a passing word that a person sees it, and the end of the turn. */
function* leaveToPerson({ messageId, locale }: Extract<TurnClaim, { kind: "muted" }>): Generator<ChatEvent> {
  yield { type: "status", text: textsFor(locale).alreadyWithPerson };
  yield { type: "done", messageId, callId: null, status: "complete", conversationState: "human" };
}

async function* write(turn: Turn, turnId: string): AsyncGenerator<ChatEvent, void, undefined> {
  const said: { text: string; callId: string | null } = { text: "", callId: null };
  let reply: Reply = { status: "cut", attachments: null };
  let isStored = false;
  try {
    for await (const step of respondWithinBudget(turn)) {
      if (step.type === "call") said.callId = step.callId;
      else if (step.type === "reply") reply = step.reply;
      else {
        if (step.type === "text") said.text += step.text;
        yield step;
      }
    }
    isStored = true;
    const messageId = await finishTurn(turn, turnId, said, reply);
    if (reply.attachments) yield { type: "attachments", attachments: reply.attachments };
    yield {
      type: "done",
      messageId,
      callId: said.callId,
      status: reply.status,
      conversationState: reply.state ?? turn.state,
    };
  } catch (error) {
    reply = { status: "failed", attachments: null };
    yield failure(error, turn);
  } finally {
    // Also reached when the reader leaves in the middle: what was said until then is kept.
    if (!isStored || reply.status === "failed") await finishTurn(turn, turnId, said, reply).catch(logLost);
  }
}

/** A chat that is over a budget goes to a person, in words of ours, instead of failing; what was said before that stays. */
async function* respondWithinBudget(turn: Turn): AsyncGenerator<Step, void, undefined> {
  let hasText = false;
  try {
    if (turn.overBudgetS !== undefined) return yield* handOverSpent(turn, turn.overBudgetS);
    for await (const step of respond(turn)) {
      hasText ||= step.type === "text";
      yield step;
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "budget_exceeded") throw error;
    if (hasText) yield { type: "text", text: "\n\n" };
    yield* handOverSpent(turn, error.retryAfterS ?? DEFAULT_RETRY_S);
  }
}

/** The strategy for what the shopper wants. */
function respond(turn: Turn): AsyncIterable<Step> | Iterable<Step> {
  const texts = textsFor(turn.locale);
  const intent = routeIntent(turn.text);
  switch (intent.kind) {
    case "order_status":
      return answerOrderStatus(turn, intent.orderName);
    case "human":
      return handOver(turn);
    case "greeting":
      return say(texts.hello);
    case "thanks":
      return say(texts.welcome);
    case "identity":
      return say(texts.identity);
    case "question":
      return answerQuestion(turn);
  }
}

function failure(error: unknown, turn: Turn): ChatEvent {
  const texts = textsFor(turn.locale);
  logger.error(
    { err: error, shop: turn.shop.shopId, conversationId: turn.conversationId },
    "a turn could not be answered",
  );
  const code = error instanceof AppError ? error.code : "internal";
  return errorEvent(
    code,
    code === "shopify_failed" ? texts.ordersUnavailable : texts.failed,
    error instanceof AppError ? (error.retryAfterS ?? null) : null,
  );
}

function errorEvent(code: string, text: string, retryAfterS: number | null): ChatEvent {
  return { type: "error", code, text, retryAfterS };
}

function logLost(error: unknown): void {
  logger.error({ err: error }, "an answer could not be stored");
}
