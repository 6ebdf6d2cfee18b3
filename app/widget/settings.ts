/** What the theme block tells the widget, by attributes of its element. */
export type WidgetSettings = {
  readonly shopName: string;
  /** The page's language, such as "de". */
  readonly locale: string;
  /** Path of the signed app proxy on the storefront. */
  readonly proxyPath: string;
  /** The storefront's root in this language, ending in "/". */
  readonly root: string;
  readonly loginUrl: string;
  /** Colour from the theme editor; empty: the page's text colour. */
  readonly accent: string;
  readonly position: "left" | "right";
  readonly label: string;
  readonly greeting: string;
  readonly corners: "theme" | "square" | "soft" | "round";
  readonly offsetPx: number;
  readonly panelUrl: string;
};

const MAX_OFFSET_PX = 200;

/** Reads the block's element; everything has a default, since a merchant may have saved an older block. */
export function readSettings({ dataset }: HTMLElement, scriptUrl: string): WidgetSettings {
  const { corners, offset } = dataset;
  return {
    shopName: dataset.shopName ?? "",
    locale: dataset.locale || document.documentElement.lang || "en",
    proxyPath: dataset.proxyPath || "/apps/inhouse",
    root: dataset.root?.endsWith("/") ? dataset.root : `${dataset.root ?? ""}/`,
    loginUrl: dataset.loginUrl || "/account/login",
    accent: dataset.accent ?? "",
    position: dataset.position === "left" ? "left" : "right",
    label: dataset.label ?? "",
    greeting: dataset.greeting ?? "",
    corners: corners === "square" || corners === "soft" || corners === "round" ? corners : "theme",
    offsetPx: Math.min(MAX_OFFSET_PX, Math.max(0, Number(offset) || 0)),
    panelUrl: dataset.panelUrl || new URL("chat-panel.js", scriptUrl).href,
  };
}
