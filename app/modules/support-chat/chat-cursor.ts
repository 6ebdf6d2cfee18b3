import { z } from "zod";
import { STAFF_STATES, type StaffState } from "./staff-chat";

const Parts = z.tuple([z.enum(STAFF_STATES), z.iso.datetime(), z.uuid()]);

/** A place in the list of chats. */
export type ChatCursor = { readonly state: StaffState; readonly since: Date; readonly id: string };

/** A chat's place as text for an address. */
export function writeChatCursor({ state, since, id }: ChatCursor): string {
  return `${state}_${since.toISOString()}_${id}`;
}

/** Null for a text that is none: a page then begins at the head of the list. */
export function readChatCursor(text: string | null): ChatCursor | null {
  const parts = Parts.safeParse(text?.split("_"));
  return parts.success ? { state: parts.data[0], since: new Date(parts.data[1]), id: parts.data[2] } : null;
}
