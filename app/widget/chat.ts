import type { ChatMessage, ConversationState, SessionResponse } from "~/modules/support-chat/chat-protocol";
import { createAnswerView, type AnswerView } from "./answer-view";
import type { Composer } from "./composer";
import { el } from "./dom";
import type { LogView } from "./log-view";
import type { SessionClient } from "./session-client";
import type { WidgetSettings } from "./settings";
import { createStaffLine } from "./staff-line";
import { createStaffMessage } from "./staff-message";
import { keep, recall } from "./storage";
import type { SendTurn } from "./turn-client";
import type { WidgetTexts } from "./widget-texts";

const UNSENT_KEY = "unsent";

type Parts = {
  readonly log: LogView;
  readonly composer: Composer;
  readonly session: SessionClient;
  readonly send: SendTurn;
  readonly texts: WidgetTexts;
  readonly settings: WidgetSettings;
};

export type Chat = {
  /** Opens the session and shows its conversation; later calls do nothing once that worked. */
  readonly start: () => Promise<void>;
  /** Whether the panel is seen: what staff say is followed only then. */
  readonly setOpen: (isOpen: boolean) => void;
  /** Sends a message of the shopper. */
  readonly ask: (text: string) => void;
  /** Has the conversation deleted and begins a new one. False when that could not be done now. */
  readonly forget: () => Promise<boolean>;
};

/** What was asked, until its answer has come. */
type Asked = { readonly turnId: string; readonly text: string; readonly view: AnswerView; readonly retry: () => void };

/** The conversation: shows what was said, sends what is asked, and keeps what could not be sent. */
export function createChat(parts: Parts): Chat {
  const { log, composer, session, texts } = parts;
  const staff = createStaffLine(parts);
  let shown: string | null = null;
  let answering: Promise<unknown> = Promise.resolve();

  const start = async () => {
    if (shown !== null) return;
    log.showNotice(texts.opening, null);
    try {
      const opened = await session.get();
      shown = opened.conversation.id;
      log.clear();
      showConversation(parts, opened, ask, answer);
      staff.open(opened.conversation);
      restoreUnsent(composer, opened.conversation.messages);
    } catch {
      log.showNotice(texts.openFailed, () => void start());
    }
  };
  const ask = (text: string) => {
    log.add(createQuestion(text, texts));
    answer(crypto.randomUUID(), text);
  };
  const answer = (turnId: string, text: string) => {
    const view = createAnswerView(texts, parts.settings);
    const retry = () => {
      view.element.remove();
      answer(turnId, text);
    };
    log.add(view.element);
    composer.setBusy(true);
    keep(UNSENT_KEY, JSON.stringify({ turnId, text }));
    const asked = { turnId, text, view, retry };
    answering = receive(parts, asked, { moveOn, setState: staff.setState }).finally(() => composer.setBusy(false));
  };
  /** The server has begun a new conversation: the one before was deleted meanwhile, and what was asked now is the first of the new one. */
  const moveOn = async ({ text, view }: Asked) => {
    const { conversation } = await session.get();
    if (shown === null || conversation.id === shown) return;
    shown = conversation.id;
    log.clear();
    staff.open(conversation);
    log.add(el("li", { class: "note" }, [texts.forgotten]));
    log.add(createQuestion(text, texts));
    log.add(view.element);
  };
  const forget = async () => {
    await answering;
    if (!(await session.forget())) return false;
    shown = null;
    keep(UNSENT_KEY, null);
    await start();
    if (shown === null) return true;
    log.add(el("li", { class: "note" }, [texts.forgotten]));
    log.announce(texts.forgotten);
    composer.focus();
    return true;
  };
  return {
    forget,
    start,
    setOpen: staff.setOpen,
    ask: (text) => void start().then(() => (shown === null ? composer.restore(text) : ask(text))),
  };
}

type Changes = {
  readonly moveOn: (asked: Asked) => Promise<void>;
  readonly setState: (state: ConversationState) => void;
};

async function receive({ send, log, texts }: Parts, asked: Asked, { moveOn, setState }: Changes): Promise<void> {
  const { turnId, text, view, retry } = asked;
  let isOver = false;
  let isMute = false;
  let status = "";
  try {
    for await (const event of send({ turnId, text })) {
      await moveOn(asked);
      if (event.type === "status") view.setStatus((status = event.text));
      else if (event.type === "text") view.addText(event.text);
      else if (event.type === "attachments") view.setAttachments(event.attachments);
      else if (event.type === "done") {
        view.finish(event.status, retry);
        isMute = event.conversationState === "human" && view.text() === "";
        setState(event.conversationState);
      } else view.fail(event.text, retry);
      if (event.type === "done") keep(UNSENT_KEY, null);
      isOver = event.type === "done" || event.type === "error";
      log.follow();
    }
    // A stream that just ends was cut off on its way.
    if (!isOver) view.finish("cut", retry);
  } catch {
    view.fail(texts.notSent, retry);
  }
  // A person has the conversation: the assistant said nothing but that they see it.
  if (isMute) view.element.remove();
  log.announce(isMute ? status : view.text());
  log.follow();
}

function showConversation(
  { log, texts, settings }: Parts,
  session: SessionResponse,
  ask: (text: string) => void,
  retry: (turnId: string, text: string) => void,
): void {
  const { conversation, greeting, suggestions } = session;
  const hello = createAnswerView(texts, settings);
  hello.addText(settings.greeting || greeting);
  hello.finish("complete", null);
  log.add(hello.element);
  for (const message of conversation.messages) {
    if (message.author === "shopper") log.add(createQuestion(message.text, texts));
    else if (message.author === "staff") log.add(createStaffMessage(message.text, texts));
    else log.add(createStoredAnswer(message, conversation.messages, texts, settings, retry));
  }
  if (conversation.messages.length === 0) log.add(createSuggestions(suggestions, texts, ask));
  log.follow();
}

function createStoredAnswer(
  message: ChatMessage,
  all: readonly ChatMessage[],
  texts: WidgetTexts,
  settings: WidgetSettings,
  retry: (turnId: string, text: string) => void,
): HTMLElement {
  const view = createAnswerView(texts, settings);
  const question = all.find(({ turnId, author }) => turnId === message.turnId && author === "shopper");
  if (message.text !== "") view.addText(message.text);
  if (message.attachments) view.setAttachments(message.attachments);
  const again = () => {
    view.element.remove();
    retry(message.turnId, question?.text ?? "");
  };
  view.finish(message.status, question ? again : null);
  return view.element;
}

function createQuestion(text: string, texts: WidgetTexts): HTMLElement {
  return el("li", { class: "question" }, [
    el("span", { class: "sr" }, [texts.youSaid]),
    el("p", { dir: "auto" }, [text]),
  ]);
}

function createSuggestions(
  suggestions: readonly string[],
  texts: WidgetTexts,
  ask: (text: string) => void,
): HTMLElement {
  const group = el("div", { class: "suggestions", role: "group", "aria-label": texts.suggestions });
  const element = el("li", {}, [group]);
  for (const suggestion of suggestions) {
    const button = el("button", { type: "button", class: "suggestion" }, [suggestion]);
    button.addEventListener("click", () => {
      element.remove();
      ask(suggestion);
    });
    group.append(button);
  }
  return element;
}

/** A message that never reached the server before the page was left goes back into the line. */
function restoreUnsent(composer: Composer, messages: readonly ChatMessage[]): void {
  const stored = recall(UNSENT_KEY);
  if (stored === null) return;
  keep(UNSENT_KEY, null);
  // Written by this widget, in this tab.
  const { turnId, text } = JSON.parse(stored) as { turnId: string; text: string };
  if (!messages.some((message) => message.turnId === turnId)) composer.restore(text);
}
