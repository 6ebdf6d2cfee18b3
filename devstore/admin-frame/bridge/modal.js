const STYLE = `
dialog{width:min(620px,calc(100vw - 32px));max-height:calc(100dvh - 64px);padding:0;border:0;border-radius:14px;box-shadow:0 24px 64px rgb(20 24 22 / .3);color:#26302c;background:#fff;font:14px/1.5 Inter,'Segoe UI','Helvetica Neue','Nimbus Sans','Liberation Sans',system-ui,sans-serif}
dialog.large{width:min(980px,calc(100vw - 32px))}
dialog::backdrop{background:rgb(20 26 23 / .45)}
header,footer{display:flex;align-items:center;gap:8px;padding:14px 18px}
header{justify-content:space-between;border-bottom:1px solid #e2e5e0}
header:not(:has(h2:not(:empty))){border:0}
footer{justify-content:flex-end;border-top:1px solid #e2e5e0}
footer:empty{display:none}
h2{margin:0;font-size:16px}
button{font:inherit;min-height:34px;padding:4px 14px;border:1px solid #b9c0ba;border-radius:9px;background:#fff;cursor:pointer}
button.primary{background:#27493f;border-color:#27493f;color:#fff}
button.critical{background:#a8321f;border-color:#a8321f;color:#fff}
button:focus-visible{outline:2px solid #27493f;outline-offset:2px}`;

/** `<ui-modal>`: Shopify draws it over the whole admin; here it is a dialog in the app's own page. */
export class Modal extends HTMLElement {
  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.innerHTML = `<style>${STYLE}</style><dialog aria-labelledby="title"><header><h2 id="title"></h2><button type="button" aria-label="Close">Close</button></header><slot></slot><footer></footer></dialog>`;
    this.dialog = root.querySelector("dialog");
    root.querySelector("header button").addEventListener("click", () => this.hide());
    this.dialog.addEventListener("close", () => this.dispatchEvent(new CustomEvent("hide")));
  }

  get variant() {
    return this.getAttribute("variant") ?? "base";
  }

  /** Where @shopify/app-bridge-react puts the modal's children. */
  get content() {
    this.place ??= this.appendChild(document.createElement("div"));
    return this.place;
  }

  get showing() {
    return this.dialog.open;
  }

  show() {
    if (this.dialog.open || !this.isConnected) return Promise.resolve();
    this.dialog.classList.toggle("large", this.variant !== "base" && this.variant !== "small");
    this.readTitleBar();
    this.dialog.showModal();
    this.dispatchEvent(new CustomEvent("show"));
    return Promise.resolve();
  }

  hide() {
    if (this.dialog.open) this.dialog.close();
    return Promise.resolve();
  }

  toggle() {
    return this.dialog.open ? this.hide() : this.show();
  }

  readTitleBar() {
    const bar = this.querySelector("ui-title-bar");
    this.dialog.querySelector("h2").textContent = bar?.getAttribute("title") ?? "";
    const controls = [...(bar?.querySelectorAll("button, a") ?? [])];
    // The primary action stands last, at the right.
    controls.sort(
      (a, b) => Number(a.getAttribute("variant") === "primary") - Number(b.getAttribute("variant") === "primary"),
    );
    this.dialog.querySelector("footer").replaceChildren(...controls.map(twinOf));
  }
}

function twinOf(control) {
  const twin = document.createElement("button");
  twin.type = "button";
  twin.textContent = control.textContent;
  twin.disabled = control.hasAttribute("disabled");
  twin.className = `${control.getAttribute("variant") ?? ""} ${control.getAttribute("tone") ?? ""}`.trim();
  twin.addEventListener("click", () => control.click());
  return twin;
}
