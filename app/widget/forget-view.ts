import { el } from "./dom";
import type { WidgetTexts } from "./widget-texts";

/** The line under the composer: who answers, and the way to have this chat deleted, which is asked once more before it is done. */
export function createAboutLine(texts: WidgetTexts, forget: () => Promise<boolean>): HTMLElement {
  const element = el("p", { class: "about" });
  const button = (text: string, onClick: () => void, name = "link") => {
    const made = el("button", { type: "button", class: name }, [text]);
    made.addEventListener("click", onClick);
    return made;
  };
  // Nothing to delete before something was said: panel-style.ts.
  const show = (isBack: boolean) => {
    const open = button(texts.forget, () => ask(texts.forgetQuestion), "link forget");
    element.replaceChildren(texts.about, " ", open);
    if (isBack) open.focus();
  };
  const ask = (question: string) => {
    const stay = button(texts.forgetNot, () => show(true));
    element.replaceChildren(question, " ", button(texts.forgetYes, run), " ", stay);
    stay.focus();
  };
  const run = () => {
    element.replaceChildren(texts.forgetting);
    void forget().then((isGone) => (isGone ? show(false) : ask(texts.forgetFailed)));
  };
  show(false);
  return element;
}
