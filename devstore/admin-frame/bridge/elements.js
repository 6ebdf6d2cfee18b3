import { on, send } from "./channel.js";

let lastElement = 0;

/** An App Bridge element that shows itself in the frame: its content is read, never displayed here. */
export class BridgeElement extends HTMLElement {
  bridgeId = `bridge-${(lastElement += 1)}`;
  observer = new MutationObserver(() => this.changed());

  connectedCallback() {
    this.observer.observe(this, { childList: true, subtree: true, characterData: true, attributes: true });
    elements.set(this.bridgeId, this);
    this.changed();
  }

  disconnectedCallback() {
    this.observer.disconnect();
    elements.delete(this.bridgeId);
    this.removed();
  }
}

const elements = new Map();

/** The element's buttons and links, as the frame draws them. */
export function readButtons(element) {
  return controlsOf(element).map((control) => ({
    text: control.textContent.trim(),
    variant: control.getAttribute("variant") ?? "secondary",
    disabled: control.hasAttribute("disabled"),
    loading: control.hasAttribute("loading"),
  }));
}

function controlsOf(element) {
  return [...element.querySelectorAll("button, a")];
}

// A click in the frame is a click on the element that the app rendered.
on("click", ({ element, index }) => controlsOf(elements.get(element) ?? document.createElement("div"))[index]?.click());

/** `<ui-nav-menu>`: the app's links, shown in the admin's menu. */
export class NavMenu extends BridgeElement {
  changed() {
    const links = [...this.querySelectorAll("a[href]")].map((link) => ({
      label: link.textContent.trim(),
      path: new URL(link.getAttribute("href"), location.href).pathname,
      isHome: link.rel === "home",
    }));
    send("nav", { links });
  }

  removed() {
    send("nav", { links: [] });
  }
}

/** `<ui-title-bar>`: the page's title and its actions. Inside a modal, the modal reads it. */
export class TitleBar extends BridgeElement {
  changed() {
    if (this.closest("ui-modal")) return;
    send("title-bar", { element: this.bridgeId, title: this.getAttribute("title") ?? "", buttons: readButtons(this) });
  }

  removed() {
    send("title-bar", { element: this.bridgeId, title: null, buttons: [] });
  }
}

/** `<ui-save-bar>`: shown while there are unsaved changes. */
export class SaveBar extends BridgeElement {
  showing = false;

  changed() {
    const discardConfirmation = this.hasAttribute("discardconfirmation") || this.discardConfirmation === true;
    send("save-bar", {
      element: this.bridgeId,
      showing: this.showing,
      buttons: readButtons(this),
      discardConfirmation,
    });
  }

  removed() {
    if (this.showing) send("save-bar", { element: this.bridgeId, showing: false, buttons: [] });
  }

  show() {
    return this.turn(true);
  }

  hide() {
    return this.turn(false);
  }

  toggle() {
    return this.turn(!this.showing);
  }

  turn(showing) {
    if (this.showing !== showing) {
      this.showing = showing;
      this.changed();
      this.dispatchEvent(new CustomEvent(showing ? "show" : "hide"));
    }
    return Promise.resolve();
  }
}

/** Hides what the frame shows instead; a constructed sheet leaves the page's markup alone for hydration. */
export function hideElements() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("ui-nav-menu,ui-title-bar,ui-save-bar{display:none!important}ui-modal{display:contents}");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
