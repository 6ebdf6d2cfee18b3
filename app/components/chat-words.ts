import { MAX_COUNTED_WAITING, type ChatView, type StaffChat, type StaffState } from "~/modules/support-chat/staff-chat";

/** A chat's state as a badge. */
export const CHAT_STATE = {
  waiting: { label: "Waiting", tone: "attention" },
  human: { label: "With a person", tone: "info" },
  closed: { label: "Closed", tone: undefined },
} as const satisfies Record<StaffState, { label: string; tone: string | undefined }>;

/** What a view without chats says. */
export const NO_CHATS = {
  open: {
    heading: "Nobody waits for a person",
    text: "When a shopper asks for a person in the chat, the conversation appears here, and you can answer it live.",
  },
  waiting: {
    heading: "Nobody waits for a person",
    text: "When a shopper asks for a person in the chat, the conversation appears here, and you can answer it live.",
  },
  human: {
    heading: "Nobody has a chat right now",
    text: "Chats that somebody of your team has taken over appear here until they are given back or closed.",
  },
  closed: {
    heading: "No closed chats",
    text: "Chats that your team has closed appear here. They open again when the shopper writes.",
  },
} as const satisfies Record<ChatView, { heading: string; text: string }>;

/** "3", or "99+" where counting stopped. */
export function countWords(count: number): string {
  return count >= MAX_COUNTED_WAITING ? `${MAX_COUNTED_WAITING - 1}+` : String(count);
}

/** How many wait, for Home. */
export function waitingWords(count: number): string {
  if (count === 0) return "Nobody waits for a person. Shoppers who ask for one appear there, and you answer them live.";
  return count === 1 ? "One shopper waits for a person." : `${countWords(count)} shoppers wait for a person.`;
}

/** What is new in a chat, for who cannot see it: what the shopper wrote, or that somebody else has it. Empty when it is of one's own doing. */
export function addedWords(before: StaffChat, now: StaffChat): string {
  const known = new Set(before.messages.map(({ id }) => id));
  const added = now.messages.filter(({ id, author }) => !known.has(id) && author === "shopper");
  const last = added.at(-1);
  if (last)
    return added.length === 1 ? `The shopper wrote: ${last.text}` : `${added.length} new messages of the shopper`;
  const isTaken = now.state === "human" && now.takenBy !== null && now.takenBy.id !== before.takenBy?.id;
  return isTaken ? `${now.takenBy.name} has this chat now` : "";
}

/** Whether the reader is who answers a chat. */
export function isHeldBy({ state, takenBy }: Pick<StaffChat, "state" | "takenBy">, me: string): boolean {
  return state === "human" && takenBy?.id === me;
}

/** Who has a chat, as its page says it. */
export function holderWords({ state, takenBy }: Pick<StaffChat, "state" | "takenBy">, me: string): string {
  if (takenBy === null) return state === "closed" ? "Nobody had it" : "Nobody yet";
  return takenBy.id === me ? "You" : takenBy.name;
}
