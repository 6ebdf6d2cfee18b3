import type { CallOutcome, Turn as HistoryTurn } from "~/modules/inference/inference-types";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { ChatAttachments, ChatEvent, ConversationState, MessageStatus } from "./chat-protocol";

/** One message to be answered, with what the answering strategies may know of it. */
export type Turn = {
  readonly shop: ShopContext;
  readonly conversationId: string;
  readonly customerId: string | null;
  readonly locale: string;
  /** Never with a person: the assistant is mute then. */
  readonly state: Exclude<ConversationState, "human" | "closed">;
  readonly text: string;
  /** Earlier messages, oldest first; never one that shows an order. */
  readonly history: readonly HistoryTurn[];
  /** Set when this conversation asks faster than it may: seconds after which it may go on. */
  readonly overBudgetS?: number;
  /** Aborted when the reader leaves. */
  readonly signal: AbortSignal;
};

/** How a turn ended: what is stored beside the text. */
export type Reply = {
  readonly status: MessageStatus;
  readonly attachments: ChatAttachments | null;
  /** The conversation's new state, when the answer changes it. */
  readonly state?: ConversationState;
};

/** What a strategy yields, in order: anything of status, call and text; one reply last. */
export type Step =
  | Extract<ChatEvent, { type: "status" | "text" }>
  | { readonly type: "call"; readonly callId: CallOutcome["callId"] }
  | { readonly type: "reply"; readonly reply: Reply };

export const NO_ATTACHMENTS: ChatAttachments = { sources: [], cards: [], orders: [], loginOffered: false };

/** A whole answer in one text. */
export function* say(text: string, reply: Partial<Reply> = {}): Generator<Step, void, undefined> {
  yield { type: "text", text };
  yield { type: "reply", reply: { status: "complete", attachments: null, ...reply } };
}
