import type { SessionResponse } from "~/modules/support-chat/chat-protocol";
import { el } from "./dom";
import type { WidgetTexts } from "./widget-texts";

/** What stays free above the newest question, or message of staff. */
const GAP_PX = 16;
/** Nearer to the end than this, the reader is at it. */
const NEAR_PX = 80;

export type LogView = {
  readonly element: HTMLElement;
  readonly banner: HTMLElement;
  readonly live: HTMLElement;
  readonly add: (message: HTMLElement) => void;
  readonly clear: () => void;
  /** One quiet line in place of the conversation, with a way out where there is one. */
  readonly showNotice: (text: string, onRetry: (() => void) | null) => void;
  readonly setState: (state: SessionResponse["conversation"]["state"]) => void;
  /** Scrolls towards the end, as far as the newest question or message of staff stays in sight, unless the reader has scrolled since. */
  readonly follow: () => void;
  /** Says a finished answer to screen readers, once. */
  readonly announce: (text: string) => void;
};

/** The scrolling list of messages, and what stands around it. */
export function createLogView(texts: WidgetTexts): LogView {
  const list = el("ul", { class: "messages" });
  const element = el("div", { class: "log", role: "log", "aria-live": "off", "aria-label": texts.log, tabindex: "0" }, [
    list,
  ]);
  const banner = el("p", { class: "banner", role: "status", hidden: true });
  const live = el("div", { class: "sr", "aria-live": "polite" });
  let state = "assistant";
  const showBanner = () => {
    const text = !navigator.onLine
      ? texts.offline
      : state === "waiting"
        ? texts.waiting
        : state === "human"
          ? texts.human
          : "";
    banner.textContent = text;
    banner.hidden = text === "";
  };
  addEventListener("online", showBanner);
  addEventListener("offline", showBanner);
  let isFollowing = true;
  let newest: HTMLElement | null = null;
  for (const moved of ["wheel", "touchmove", "keydown"])
    element.addEventListener(moved, () => (isFollowing = false), { passive: true });
  const follow = () => {
    if (!isFollowing) return;
    const end = element.scrollHeight - element.clientHeight;
    const toNewest = newest
      ? newest.getBoundingClientRect().top - element.getBoundingClientRect().top - GAP_PX
      : Infinity;
    element.scrollTop = Math.min(end, element.scrollTop + toNewest);
  };
  return {
    element,
    banner,
    live,
    add: (message) => {
      list.querySelector(".notice")?.remove();
      if (message.matches(".question")) list.querySelector(".suggestions")?.remove();
      // What staff say comes unasked: who reads further up is left there.
      const isUnasked = message.matches(".staff");
      isFollowing ||= !isUnasked || element.scrollHeight - element.clientHeight - element.scrollTop < NEAR_PX;
      if (isFollowing && message.matches(".question,.staff")) newest = message;
      list.append(message);
      follow();
    },
    clear: () => {
      newest = null;
      list.replaceChildren();
    },
    showNotice: (text, onRetry) => {
      const retry = onRetry && el("button", { type: "button", class: "retry" }, [texts.tryAgain]);
      if (onRetry) retry?.addEventListener("click", onRetry);
      list.replaceChildren(el("li", { class: "notice", role: "status" }, [el("p", {}, [text]), retry]));
    },
    setState: (next) => {
      state = next;
      showBanner();
    },
    follow,
    announce: (text) => {
      live.textContent = text;
    },
  };
}
