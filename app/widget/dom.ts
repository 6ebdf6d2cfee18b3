export type Child = Node | string | null;

/** An element with attributes and children; strings become text, never markup. `true` sets an empty attribute, `false` none. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | boolean>> = {},
  children: readonly Child[] = [],
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  chat: "M4 5.5A1.5 1.5 0 0 1 5.5 4h13A1.5 1.5 0 0 1 20 5.5v9a1.5 1.5 0 0 1-1.5 1.5H10l-4.5 4v-4A1.5 1.5 0 0 1 4 14.5z",
  close: "M6 6l12 12M18 6L6 18",
  send: "M12 19V5M6 11l6-6 6 6",
  check: "M5 12.5l4.5 4.5L19 7.5",
} as const;

/** One of the widget's line drawings, hidden from screen readers. */
export function icon(name: keyof typeof PATHS): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  for (const [attribute, value] of Object.entries({
    viewBox: "0 0 24 24",
    width: "24",
    height: "24",
    fill: "none",
    stroke: "currentColor",
  })) {
    svg.setAttribute(attribute, value);
  }
  svg.setAttribute("stroke-width", "1.75");
  svg.setAttribute("stroke-linecap", "round");
  svg.setAttribute("stroke-linejoin", "round");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}

/** The address when it leads to the web, to mail or to this shop; null for any other scheme. */
export function safeHref(address: string): string | null {
  if (!URL.canParse(address, location.href)) return null;
  const { protocol } = new URL(address, location.href);
  return protocol === "https:" || protocol === "http:" || protocol === "mailto:" ? address : null;
}

/** A link, or plain text when the address leads nowhere safe. */
export function link(address: string, text: string, attributes: Readonly<Record<string, string>> = {}): Node {
  const href = safeHref(address);
  return href === null ? document.createTextNode(text) : el("a", { ...attributes, href }, [text]);
}

/** Adds a stylesheet to a shadow root. */
export function addStyle(root: ShadowRoot, css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
