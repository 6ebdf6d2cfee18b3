import { AppError } from "~/lib/app-error";
import type { CallOutcome, GovernedRequest, ToolCall } from "~/modules/inference/inference-types";
import { askModel, isWhole, statusOf } from "./ask-model.server";
import { attachmentsOf } from "./attachments";
import { loadChatRequest, termsOf, type ChatRequest } from "./chat-request.server";
import { CHAT_TOOLS, type ToolName } from "./chat-tools";
import { displayOf, findEvidence } from "./find-evidence.server";
import { handOver } from "./hand-over.server";
import { findOrderName } from "./intent";
import { startJudgedAnswer, type JudgedAnswer } from "./judged-answer";
import { toolInstructions, TOOLS_PROMPT_VERSION } from "./prompts";
import { readOrderAnswer } from "./read-order-answer.server";
import { runTool } from "./run-tool.server";
import { sayUnknown } from "./say-unknown.server";
import { toSearchQuery } from "./search-query";
import { languageOf, textsFor, type ChatTexts } from "./texts";
import { ToolSession, withoutScore } from "./tool-session";
import { NO_ATTACHMENTS, type Step, type Turn } from "./turn";

const MAX_OUTPUT_TOKENS = 300;
/** All rounds together; then the shop's own sentences answer. */
const MAX_TURN_MS = 45_000;

const NOTHING = { evidence: [], quotes: [], products: [] };

/** How the rounds ended: with the model's last outcome, or with what the turn itself has to do. */
type Ended = { readonly outcome: CallOutcome | null; readonly asked: ReadonlySet<string> };

/**
 * The tools strategy: the model looks for itself, by a fixed set of tools and in few rounds, and writes from what they brought. Each round is
 * one governed call. What it says is judged as in the grounded strategy, and completed or replaced by the shop's own sentences; so is every
 * turn in which the model fails, goes in circles or runs out of rounds, room or time.
 */
export async function* answerWithTools(turn: Turn): AsyncGenerator<Step, void, undefined> {
  yield { type: "status", text: textsFor(turn.locale).searching };
  const session = new ToolSession(toSearchQuery(turn.text, turn.history));
  const answer = startJudgedAnswer(session);
  const request = await loadChatRequest(turn);
  const { outcome, asked } = request
    ? yield* runRounds(turn, request, session, answer)
    : { outcome: null, asked: new Set<string>() };
  if (turn.signal.aborted) return yield { type: "reply", reply: { status: "cut", attachments: null } };
  if (asked.has("hand_over_to_human")) return yield* handOver(turn);
  yield* finishAnswer(turn, session, answer, { outcome, asked });
}

async function* runRounds(
  turn: Turn,
  request: ChatRequest,
  session: ToolSession,
  answer: JudgedAnswer,
): AsyncGenerator<Step, Ended, undefined> {
  const signal = AbortSignal.any([turn.signal, AbortSignal.timeout(MAX_TURN_MS)]);
  const asked = new Set<string>();
  for (;;) {
    const { choice } = session;
    const outcome = yield* askWithinBudget(turn, { ...request, ...toPrompt(turn, session), signal }, session, answer);
    const calls = outcome?.toolCalls ?? [];
    if (calls.length === 0 || choice === "none") return { outcome, asked };
    answer.forgetUnfinished();
    yield* runCalls(turn, calls, session, asked);
    if (session.isHopeless || signal.aborted || isForTheTurn(asked, session)) return { outcome: null, asked };
  }
}

/** What the shop does itself needs no further round, unless the model wants to tell something beside it. */
const isForTheTurn = (asked: ReadonlySet<string>, session: ToolSession) =>
  asked.has("hand_over_to_human") || (asked.has("get_my_orders") && session.evidence.length === 0);

/** The budget of a turn's first call is the shopper's; when it ends in the middle, the turn goes on without a model. */
async function* askWithinBudget(
  turn: Turn,
  request: GovernedRequest,
  session: ToolSession,
  answer: JudgedAnswer,
): AsyncGenerator<Step, CallOutcome | null, undefined> {
  try {
    // The turn goes on after each round, so the answer's end is said by the turn itself.
    return yield* askModel(turn, { ...request, editor: { add: answer.add, end: () => "" } });
  } catch (error) {
    const isSpent = error instanceof AppError && error.code === "budget_exceeded";
    if (!isSpent || session.rounds.length === 0) throw error;
    return null;
  }
}

/** Runs the calls of one round at once, and notes what the turn itself has to do. */
async function* runCalls(
  turn: Turn,
  calls: readonly ToolCall[],
  session: ToolSession,
  asked: Set<string>,
): AsyncGenerator<Step, void, undefined> {
  const planned = session.plan(calls);
  const running = planned.flatMap((item) => ("run" in item ? [item.run.name] : []));
  const texts = textsFor(turn.locale);
  for (const text of new Set(running.flatMap((name) => statusTextOf(name, texts)))) yield { type: "status", text };
  // Data that was read may hold orders of its own: only the shopper's words hand a conversation over.
  const heard = running.filter((name) => name !== "hand_over_to_human" || session.evidence.length === 0);
  for (const name of heard) asked.add(name);
  const brought = await Promise.all(planned.map(async (item) => ("run" in item ? runTool(turn, item.run) : null)));
  session.addRound(planned, brought);
}

function statusTextOf(name: ToolName, texts: ChatTexts): string[] {
  if (name === "get_my_orders") return [texts.readingOrders];
  if (name === "hand_over_to_human") return [];
  return [name === "search_knowledge" ? texts.searching : texts.lookingAtProducts];
}

function toPrompt(turn: Turn, session: ToolSession) {
  return {
    promptVersion: TOOLS_PROMPT_VERSION,
    instructions: toolInstructions(languageOf(turn.locale)),
    evidence: session.evidence.map(withoutScore),
    protectedTerms: termsOf(session.products),
    maxOutputTokens: MAX_OUTPUT_TOKENS,
    tools: { definitions: CHAT_TOOLS, choice: session.choice, turn: session, rounds: [...session.rounds] },
  };
}

/** Completes the answer by the shop's own sentences and by the shopper's orders, where these were asked for. */
async function* finishAnswer(
  turn: Turn,
  session: ToolSession,
  answer: JudgedAnswer,
  { outcome, asked }: Ended,
): AsyncGenerator<Step, void, undefined> {
  const wantsOrders = asked.has("get_my_orders");
  if (!answer.isModelUseful()) session.endWithout(wantsOrders ? NOTHING : await findEvidence(turn));
  const basis = { ...pickBasis(session), display: await displayOf(turn) };
  const rest = answer.end(isWhole(outcome));
  if (rest !== "") yield { type: "text", text: rest };
  const isEmpty = rest === "" && answer.cited().length === 0;
  if (isEmpty && !wantsOrders) return yield* sayUnknown(turn, basis);
  const attachments = isEmpty ? NO_ATTACHMENTS : attachmentsOf(basis, answer.cited());
  if (!wantsOrders) return yield { type: "reply", reply: { status: statusOf(outcome, answer), attachments } };
  const orders = await readOrderAnswer(turn, findOrderName(turn.text));
  yield { type: "text", text: isEmpty ? orders.text : `\n\n${orders.text}` };
  const { orders: cards = [], loginOffered = false } = orders.attachments ?? {};
  yield { type: "reply", reply: { status: "complete", attachments: { ...attachments, orders: cards, loginOffered } } };
}

const pickBasis = ({ question, evidence, products }: ToolSession) => ({ question, evidence, products });
