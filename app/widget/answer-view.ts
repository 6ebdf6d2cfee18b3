import type { ChatAttachments, MessageStatus } from "~/modules/support-chat/chat-protocol";
import { el, link } from "./dom";
import { createOrderCard } from "./order-card";
import { createProductCard } from "./product-card";
import { renderText } from "./render-text";
import type { WidgetSettings } from "./settings";
import { createSourcesView, type SourcesView } from "./sources-view";
import type { WidgetTexts } from "./widget-texts";

export type AnswerView = {
  readonly element: HTMLElement;
  readonly setStatus: (text: string) => void;
  readonly addText: (text: string) => void;
  readonly setAttachments: (attachments: ChatAttachments) => void;
  /** Ends the answer; `onRetry` is offered where something is missing. */
  readonly finish: (status: MessageStatus, onRetry: (() => void) | null) => void;
  readonly fail: (text: string, onRetry: (() => void) | null) => void;
  readonly text: () => string;
};

/** One answer of the assistant: typing, streamed text, sources, products, orders, and how it ended. */
export function createAnswerView(texts: WidgetTexts, settings: WidgetSettings): AnswerView {
  const typing = createTyping(texts.thinking);
  const body = el("div", { class: "body" });
  const extras = el("div", { class: "extras" });
  const note = el("div", { class: "note" });
  const said = el("span", { class: "sr" }, [texts.assistantSaid]);
  const element = el("li", { class: "answer" }, [said, body, typing, extras, note]);
  let text = "";
  let sources: SourcesView | null = null;
  let titles = new Map<string, string>();

  const draw = () => {
    const content = renderText(
      text,
      [...titles.keys()],
      (id) => sources?.toggle(id),
      (id) => texts.source(id, titles.get(id) ?? ""),
    );
    body.replaceChildren(content);
  };
  const end = (children: (Node | null)[]) => {
    typing.remove();
    note.replaceChildren(...children.filter((child) => child !== null));
  };
  return {
    element,
    setStatus: (status) => typing.querySelector(".typing-text")?.replaceChildren(status),
    addText: (more) => {
      typing.classList.add("is-quiet");
      text += more;
      draw();
    },
    setAttachments: (attachments) => {
      titles = new Map(attachments.sources.map(({ id, title }) => [id, title]));
      sources = attachments.sources.length > 0 ? createSourcesView(attachments.sources, texts) : null;
      draw();
      extras.replaceChildren(...createExtras(attachments, sources, texts, settings));
    },
    finish: (status, onRetry) => {
      if (status === "cut") end([el("p", {}, [texts.cut]), retryButton(texts, onRetry)]);
      else if (status === "failed") end([el("p", {}, [texts.notSent]), retryButton(texts, onRetry)]);
      else end([status === "withheld" ? el("p", {}, [texts.withheld]) : null]);
    },
    fail: (reason, onRetry) => end([el("p", {}, [reason || texts.notSent]), retryButton(texts, onRetry)]),
    text: () => body.textContent ?? "",
  };
}

function createTyping(text: string): HTMLElement {
  const dots = el("span", { class: "dots", "aria-hidden": "true" }, [el("i"), el("i"), el("i")]);
  return el("p", { class: "typing" }, [dots, el("span", { class: "typing-text" }, [text])]);
}

function createExtras(
  attachments: ChatAttachments,
  sources: SourcesView | null,
  texts: WidgetTexts,
  settings: WidgetSettings,
): Node[] {
  const { orders, cards, loginOffered } = attachments;
  return [
    orders.length > 0
      ? el(
          "ul",
          { class: "orders" },
          orders.map((order) => createOrderCard(order, texts)),
        )
      : null,
    sources?.element ?? null,
    cards.length > 0
      ? el(
          "ul",
          { class: "cards", "aria-label": texts.products },
          cards.map((card) => createProductCard(card, texts, settings)),
        )
      : null,
    loginOffered ? link(settings.loginUrl, texts.logIn, { class: "button-link" }) : null,
  ].filter((part) => part !== null);
}

function retryButton(texts: WidgetTexts, onRetry: (() => void) | null): Node | null {
  if (!onRetry) return null;
  const button = el("button", { type: "button", class: "retry" }, [texts.tryAgain]);
  button.addEventListener("click", onRetry);
  return button;
}
