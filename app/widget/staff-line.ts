import type { ConversationState, NewsResponse, SessionResponse } from "~/modules/support-chat/chat-protocol";
import { el } from "./dom";
import type { LogView } from "./log-view";
import { createNewsWatch } from "./news-watch";
import type { SessionClient } from "./session-client";
import { createStaffMessage } from "./staff-message";
import type { WidgetTexts } from "./widget-texts";

type Parts = { readonly log: LogView; readonly session: SessionClient; readonly texts: WidgetTexts };

export type StaffLine = {
  /** The conversation's state, as an answer has just told it. */
  readonly setState: (state: ConversationState) => void;
  readonly setOpen: (isOpen: boolean) => void;
  /** Another conversation is shown, with all that was said in it. */
  readonly open: (conversation: SessionResponse["conversation"]) => void;
};

/** The conversation as staff change it: their words, once each, and its state. */
export function createStaffLine({ log, session, texts }: Parts): StaffLine {
  const known = new Set<string>();
  const show = ({ state, messages }: NewsResponse, before: ConversationState) => {
    for (const { id, text } of messages.filter((message) => !known.has(message.id))) {
      known.add(id);
      log.add(createStaffMessage(text, texts));
      log.announce(`${texts.staffSaid}: ${text}`);
    }
    log.setState(state);
    const note =
      state === before
        ? null
        : { assistant: texts.assistantAgain, closed: texts.closed, waiting: null, human: null }[state];
    if (note === null) return;
    log.add(el("li", { class: "note" }, [note]));
    log.announce(note);
  };
  const watch = createNewsWatch(session, show);
  const setState = (state: ConversationState) => {
    log.setState(state);
    watch.setState(state);
  };
  return {
    setState,
    setOpen: watch.setOpen,
    open: ({ state, messages }) => {
      for (const { id, author } of messages) if (author === "staff") known.add(id);
      setState(state);
    },
  };
}
