import { z } from "zod";
import { MAX_MESSAGE_CHARS, type ChatMessage } from "./chat-protocol";

/** States of a conversation that is with the shop's staff, or was closed by them. All others are the assistant's, and not for staff. */
export const STAFF_STATES = ["waiting", "human", "closed"] as const;

export type StaffState = (typeof STAFF_STATES)[number];

/** What the list of chats can be narrowed to: those that wait come before those that a person has. */
export const CHAT_VIEWS = {
  open: ["waiting", "human"],
  waiting: ["waiting"],
  human: ["human"],
  closed: ["closed"],
} as const satisfies Record<string, readonly StaffState[]>;

export type ChatView = keyof typeof CHAT_VIEWS;

/** Any other text is the view of all open chats. */
export function toChatView(text: string | null): ChatView {
  return text === "waiting" || text === "human" || text === "closed" ? text : "open";
}

const StaffNumber = z.string().min(1).max(40);

/** What staff do with one chat. */
export const ChatAction = z.discriminatedUnion("intent", [
  /** `holder`: who had it on the page that the reader saw; somebody else by now is a conflict. */
  z.strictObject({ intent: z.literal("take_over"), holder: StaffNumber.nullable() }),
  z.strictObject({
    intent: z.literal("reply"),
    /** Made by the page (UUID); the same one again is the same reply. */
    replyId: z.uuid(),
    text: z
      .string()
      .trim()
      .min(1, "write something first")
      .max(MAX_MESSAGE_CHARS, `write at most ${MAX_MESSAGE_CHARS.toLocaleString("en")} characters`),
  }),
  z.strictObject({ intent: z.literal("give_back") }),
  z.strictObject({ intent: z.literal("close") }),
]);

export type ChatAction = z.infer<typeof ChatAction>;

export type StaffName = { readonly id: string; readonly name: string };

export type ChatRow = {
  readonly id: string;
  readonly state: StaffState;
  /** ISO 8601: since when it is in its state. */
  readonly since: string;
  readonly language: string;
  /** The beginning of the shopper's last message; null when there is none. */
  readonly says: string | null;
  readonly takenBy: StaffName | null;
};

export type StaffMessage = {
  readonly id: string;
  readonly author: ChatMessage["author"];
  /** Who of the staff wrote it. */
  readonly writer: string | null;
  readonly text: string;
  readonly status: ChatMessage["status"];
  readonly sources: readonly { readonly id: string; readonly title: string; readonly url: string }[];
  /** Products and orders that were shown with it, by name. */
  readonly shown: readonly string[];
  /** ISO 8601. */
  readonly createdAt: string;
};

/** One chat as staff see it. */
export type StaffChat = {
  readonly id: string;
  readonly state: StaffState;
  /** ISO 8601. */
  readonly since: string;
  readonly startedAt: string;
  readonly language: string;
  /** Nobody was logged in. */
  readonly isGuest: boolean;
  readonly takenBy: StaffName | null;
  /** Personal data was replaced: the reader may not answer. */
  readonly isMasked: boolean;
  /** The newest ones, oldest first. */
  readonly messages: readonly StaffMessage[];
  readonly hasEarlier: boolean;
  /** Changes with whatever is said or done. */
  readonly version: string;
};

/** What has come of a chat that is on somebody's screen. */
export type ChatNews =
  | { readonly kind: "same" }
  | { readonly kind: "changed"; readonly chat: StaffChat }
  /** Given back to the assistant, or erased. */
  | { readonly kind: "gone" };

/** How far chats that wait are counted; so many and more are shown as "99+". */
export const MAX_COUNTED_WAITING = 100;

const MAX_BEGIN_CHARS = 140;

/** The beginning of a message on one line, cut at a word. */
export function beginningOf(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= MAX_BEGIN_CHARS) return line;
  const cut = line.slice(0, MAX_BEGIN_CHARS);
  const end = cut.lastIndexOf(" ");
  return `${cut.slice(0, end > MAX_BEGIN_CHARS / 2 ? end : MAX_BEGIN_CHARS)}…`;
}
