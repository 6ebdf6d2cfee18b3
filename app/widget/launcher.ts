import { addStyle, el, icon } from "./dom";
import { LAUNCHER_STYLE } from "./launcher-style";
import type { Panel } from "./panel";
import { readSettings, type WidgetSettings } from "./settings";
import { applyTheme } from "./theme";

const SEEN_KEY = "inhouse:seen";
const OPEN_KEY = "inhouse:open";
/** Narrower pages are covered by the open panel, so it does not open again by itself there. */
const WIDE = "(min-width: 640px)";

const TEXTS = {
  en: { open: "Open the chat", close: "Close the chat", failed: "The chat could not be loaded. Try again" },
  de: { open: "Chat öffnen", close: "Chat schließen", failed: "Der Chat konnte nicht geladen werden. Noch einmal" },
};

type PanelModule = { mountPanel(root: ShadowRoot, settings: WidgetSettings, onClose: () => void): Panel };

// Only known while the script runs, so it is read first.
const scriptUrl = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : location.href;
const host = document.getElementById("inhouse-chat");
if (host && !host.shadowRoot) start(host, readSettings(host, scriptUrl));

function start(host: HTMLElement, settings: WidgetSettings): void {
  const texts = settings.locale.startsWith("de") ? TEXTS.de : TEXTS.en;
  const root = host.attachShadow({ mode: "open" });
  addStyle(root, LAUNCHER_STYLE);
  applyTheme(host, settings);
  host.dataset.position = settings.position;
  host.style.setProperty("--ih-offset", `${settings.offsetPx}px`);
  const label = el("span", {}, [remembers("localStorage", SEEN_KEY) ? "" : settings.label]);
  const button = el("button", { type: "button", class: "launcher", "aria-expanded": "false" }, [icon("chat"), label]);
  root.append(button);

  // The name begins with the words that are seen, for people who speak them to their computer (WCAG 2.5.3).
  const nameOf = (isOpen: boolean) =>
    [label.textContent, isOpen ? texts.close : texts.open].filter(Boolean).join(" – ");
  button.setAttribute("aria-label", nameOf(false));

  let panel: Panel | null = null;
  const show = (isOpen: boolean) => {
    button.setAttribute("aria-expanded", String(isOpen));
    button.setAttribute("aria-label", nameOf(isOpen));
    button.querySelector("svg")?.replaceWith(icon(isOpen ? "close" : "chat"));
    remember("sessionStorage", OPEN_KEY, isOpen);
  };
  const open = async (takesFocus: boolean) => {
    button.setAttribute("aria-busy", "true");
    try {
      panel ??= await loadPanel(root, settings, () => {
        show(false);
        button.focus();
      });
      label.textContent = "";
      remember("localStorage", SEEN_KEY, true);
      show(true);
      panel.open(takesFocus);
    } catch {
      label.textContent = texts.failed;
    } finally {
      button.removeAttribute("aria-busy");
    }
  };
  button.addEventListener("click", () => (panel?.isOpen() ? panel.close() : void open(true)));
  // The shopper had it open on the page before: a click inside the chat may have led here.
  if (remembers("sessionStorage", OPEN_KEY) && matchMedia(WIDE).matches) void open(false);
}

async function loadPanel(root: ShadowRoot, settings: WidgetSettings, onClose: () => void): Promise<Panel> {
  // The build makes panel.ts this module; its address is only known here.
  const module = (await import(settings.panelUrl)) as PanelModule;
  return module.mountPanel(root, settings, onClose);
}

function remembers(storage: "localStorage" | "sessionStorage", key: string): boolean {
  try {
    return window[storage].getItem(key) === "1";
  } catch {
    // Storage can be forbidden; the chat works without a memory.
    return false;
  }
}

function remember(storage: "localStorage" | "sessionStorage", key: string, value: boolean): void {
  try {
    if (value) window[storage].setItem(key, "1");
    else window[storage].removeItem(key);
  } catch {
    // As above.
  }
}
