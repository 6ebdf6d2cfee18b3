import { z } from "zod";

/**
 * The wire between the chat widget and the app: one schema that both sides share. The widget imports types only.
 * A turn is answered by server-sent events whose `data` is one ChatEvent as JSON.
 */

export const MAX_MESSAGE_CHARS = 2_000;
export const MAX_BODY_BYTES = 16_384;

/** POST /apps/inhouse/session through the signed app proxy. */
export const SessionRequest = z.strictObject({
  /** Sent back to go on with an earlier conversation; ignored when it is not this visitor's. */
  resumeToken: z.string().max(2_000).optional(),
  locale: z.string().max(10).optional(),
});

const Source = z.object({ id: z.string(), title: z.string(), url: z.string(), excerpt: z.string() });

const ProductCard = z.object({
  productId: z.string(),
  title: z.string(),
  url: z.string(),
  imageUrl: z.string().nullable(),
  imageAlt: z.string(),
  /** Numeric ids, as the storefront's cart takes them. */
  variants: z.array(z.object({ id: z.string(), title: z.string(), price: z.string(), available: z.boolean() })),
});

const OrderCard = z.object({
  name: z.string(),
  placedOn: z.string(),
  step: z.enum(["received", "packed", "on_its_way", "delivered", "cancelled"]),
  items: z.array(z.object({ title: z.string(), quantity: z.number() })),
  expected: z.string().nullable(),
  tracking: z.object({ company: z.string(), number: z.string(), url: z.string() }).nullable(),
});

export const ChatAttachments = z.object({
  sources: z.array(Source),
  cards: z.array(ProductCard),
  orders: z.array(OrderCard),
  /** Shows a log-in link (the storefront's own /account/login). */
  loginOffered: z.boolean(),
});

export const MessageStatus = z.enum(["complete", "cut", "withheld", "failed"]);

export const ChatMessage = z.object({
  id: z.string(),
  turnId: z.string(),
  author: z.enum(["shopper", "assistant", "staff", "system"]),
  text: z.string(),
  status: MessageStatus,
  attachments: ChatAttachments.nullable(),
  createdAt: z.string(),
});

export const ConversationState = z.enum(["assistant", "waiting", "human", "closed"]);

export const SessionResponse = z.object({
  /** Bearer for /chat/*, short-lived. */
  token: z.string(),
  /** ISO 8601. */
  expiresAt: z.string(),
  resumeToken: z.string(),
  /** The app's own origin, where turns are streamed from. */
  origin: z.string(),
  conversation: z.object({
    id: z.string(),
    state: ConversationState,
    messages: z.array(ChatMessage),
  }),
  customer: z.object({ loggedIn: z.boolean() }),
  greeting: z.string(),
  suggestions: z.array(z.string()),
});

/** POST /apps/inhouse/forget through the signed app proxy: erases the token's conversation. */
export const ForgetRequest = z.strictObject({ token: z.string().min(1).max(2_000) });

/** POST {origin}/chat/turn with the bearer; the answer is an event stream. POST /apps/inhouse/turn answers the same events buffered. */
export const TurnRequest = z.strictObject({
  /** Made by the widget (UUID); sending the same one again never answers twice. */
  turnId: z.uuid(),
  text: z.string().trim().min(1).max(MAX_MESSAGE_CHARS),
});

/** The turn of the proxy carries its token in the body: the proxy promises no Authorization header. */
export const ProxyTurnRequest = TurnRequest.extend({ token: z.string().min(1).max(2_000) });

/** GET {origin}/chat/messages?after=<ISO 8601> with the bearer: what staff have said since, while a person is asked for or is there. */
export const NewsResponse = z.object({ state: ConversationState, messages: z.array(ChatMessage) });

export const ChatEvent = z.discriminatedUnion("type", [
  /** What the assistant is doing, as a short phrase in the reader's language. */
  z.object({ type: z.literal("status"), text: z.string() }),
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("attachments"), attachments: ChatAttachments }),
  z.object({
    type: z.literal("done"),
    messageId: z.string(),
    callId: z.string().nullable(),
    status: MessageStatus,
    conversationState: ConversationState,
  }),
  z.object({ type: z.literal("error"), code: z.string(), text: z.string(), retryAfterS: z.number().nullable() }),
]);

export type SessionRequest = z.infer<typeof SessionRequest>;
export type ForgetRequest = z.infer<typeof ForgetRequest>;
export type ConversationState = z.infer<typeof ConversationState>;
export type NewsResponse = z.infer<typeof NewsResponse>;
export type SessionResponse = z.infer<typeof SessionResponse>;
export type ChatAttachments = z.infer<typeof ChatAttachments>;
export type ChatMessage = z.infer<typeof ChatMessage>;
export type MessageStatus = z.infer<typeof MessageStatus>;
export type TurnRequest = z.infer<typeof TurnRequest>;
export type ChatEvent = z.infer<typeof ChatEvent>;
