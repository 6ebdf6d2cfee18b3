import { createChat } from "./chat";
import { createComposer } from "./composer";
import { addStyle, el, icon } from "./dom";
import { createLogView } from "./log-view";
import { PANEL_STYLE } from "./panel-style";
import { createSessionClient } from "./session-client";
import { createAboutLine } from "./forget-view";
import type { WidgetSettings } from "./settings";
import { createTurnSender } from "./turn-client";
import { widgetTexts, type WidgetTexts } from "./widget-texts";

/** As in panel-style.ts: narrower pages are covered by the panel. */
const COVERED = "(max-width: 639px)";

export type Panel = {
  readonly open: (takesFocus: boolean) => void;
  readonly close: () => void;
  readonly isOpen: () => boolean;
};

/** Builds the panel in the launcher's shadow root; `onClose` gets the focus back to where it came from. */
export function mountPanel(root: ShadowRoot, settings: WidgetSettings, onClose: () => void): Panel {
  addStyle(root, PANEL_STYLE);
  const texts = widgetTexts(settings.locale);
  const session = createSessionClient(settings);
  const log = createLogView(texts);
  const composer = createComposer(texts, (text) => chat.ask(text));
  const chat = createChat({
    log,
    composer,
    session,
    send: createTurnSender(session, settings.proxyPath),
    texts,
    settings,
  });
  const header = createHeader(
    texts,
    settings,
    () => panel.close(),
    () => chat.ask(texts.askPersonMessage),
  );
  const about = createAboutLine(texts, chat.forget);
  const attributes = {
    class: "panel",
    role: "dialog",
    "aria-label": `${texts.title(settings.shopName)} – ${texts.assistant}`,
    lang: settings.locale,
    hidden: true,
  };
  const element = el("section", attributes, [
    header,
    log.banner,
    log.element,
    el("div", { class: "foot" }, [composer.element, about]),
    log.live,
  ]);
  root.append(element);

  const panel: Panel = {
    open: (takesFocus) => {
      element.hidden = false;
      coverPage(element, true);
      if (takesFocus) composer.focus();
      log.follow();
      chat.setOpen(true);
      void chat.start();
    },
    close: () => {
      element.hidden = true;
      chat.setOpen(false);
      coverPage(element, false);
      onClose();
    },
    isOpen: () => !element.hidden,
  };
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") panel.close();
    if (event.key === "Tab") keepFocusInside(event, element, root);
    // The page's own shortcuts are not meant for what is typed here.
    event.stopPropagation();
  });
  matchMedia(COVERED).addEventListener("change", () => coverPage(element, panel.isOpen()));
  return panel;
}

function createHeader(
  texts: WidgetTexts,
  { shopName }: WidgetSettings,
  onClose: () => void,
  onPerson: () => void,
): HTMLElement {
  const person = el("button", { type: "button", class: "person" }, [texts.askPerson]);
  const close = el("button", { type: "button", class: "close", "aria-label": texts.close }, [icon("close")]);
  person.addEventListener("click", onPerson);
  close.addEventListener("click", onClose);
  const title = el("div", { class: "title" }, [
    el("h2", {}, [texts.title(shopName)]),
    el("p", { class: "muted" }, [texts.assistant]),
  ]);
  return el("div", { class: "head" }, [title, person, close]);
}

/** Where the panel covers the page, it is modal and the page below does not scroll. */
function coverPage(element: HTMLElement, isOpen: boolean): void {
  const covers = isOpen && matchMedia(COVERED).matches;
  element.setAttribute("aria-modal", String(covers));
  document.documentElement.style.overflow = covers ? "hidden" : "";
}

/** Tab goes round inside a panel that covers the page. */
function keepFocusInside(event: KeyboardEvent, element: HTMLElement, root: ShadowRoot): void {
  if (element.getAttribute("aria-modal") !== "true") return;
  const stops = [
    ...element.querySelectorAll<HTMLElement>("a[href],button:not([disabled]),select,textarea,[tabindex='0']"),
  ].filter((stop) => stop.offsetParent !== null);
  const [first, last] = [stops[0], stops.at(-1)];
  const leaves = event.shiftKey ? root.activeElement === first : root.activeElement === last;
  if (!leaves) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
