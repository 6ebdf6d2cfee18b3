import { el, icon } from "./dom";
import { keep, recall } from "./storage";
import type { WidgetTexts } from "./widget-texts";

/** As in chat-protocol.ts, which the bundle takes types from only. */
const MAX_MESSAGE_CHARS = 2_000;
const WARN_FROM_CHARS = 1_800;
const MAX_INPUT_HEIGHT_PX = 132;
const DRAFT_KEY = "draft";

export type Composer = {
  readonly element: HTMLElement;
  readonly focus: () => void;
  readonly setBusy: (isBusy: boolean) => void;
  /** Puts a text back that could not be sent, unless something new was typed. */
  readonly restore: (text: string) => void;
};

/** The line to write in: Enter sends, Shift+Enter breaks; what was typed outlasts a reload. */
export function createComposer(texts: WidgetTexts, onSend: (text: string) => void): Composer {
  const input = el("textarea", {
    rows: "1",
    placeholder: texts.placeholder,
    "aria-label": texts.placeholder,
    dir: "auto",
    enterkeyhint: "send",
  });
  const counter = el("p", { class: "counter", id: "ih-counter", "aria-live": "polite" });
  const button = el("button", { type: "submit", class: "send", "aria-label": texts.send }, [icon("send")]);
  const element = el("form", { class: "composer" }, [el("div", { class: "field" }, [input, button]), counter]);
  input.setAttribute("aria-describedby", counter.id);
  let isBusy = false;

  const show = () => {
    const left = MAX_MESSAGE_CHARS - input.value.length;
    counter.textContent =
      input.value.length < WARN_FROM_CHARS ? "" : left >= 0 ? texts.charactersLeft(left) : texts.tooLong(-left);
    counter.classList.toggle("is-problem", left < 0);
    button.disabled = isBusy || left < 0 || input.value.trim() === "";
    input.style.blockSize = "auto";
    input.style.blockSize = `${Math.min(MAX_INPUT_HEIGHT_PX, input.scrollHeight)}px`;
    keep(DRAFT_KEY, input.value === "" ? null : input.value);
  };
  const send = () => {
    if (button.disabled) return;
    const text = input.value.trim();
    input.value = "";
    show();
    onSend(text);
  };
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    // Enter also ends the choice of a character in Japanese, Chinese and Korean input.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  input.value = recall(DRAFT_KEY) ?? "";
  requestAnimationFrame(show);
  return {
    element,
    focus: () => input.focus({ preventScroll: true }),
    setBusy: (busy) => {
      isBusy = busy;
      show();
    },
    restore: (text) => {
      if (input.value === "") input.value = text;
      show();
    },
  };
}
