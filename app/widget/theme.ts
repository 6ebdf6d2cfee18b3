import { contrast, paletteOf, parseColour, toCss, type Rgb } from "./colours";
import type { WidgetSettings } from "./settings";
import { keep, recall } from "./storage";

const RADIUS_PX = { square: 0, soft: 8, round: 18 } as const;
const DEFAULT_RADIUS_PX = 8;
const MAX_RADIUS_PX = 20;
/** A button that stands out less from the page is not the theme's main one. */
const MIN_BUTTON_CONTRAST = 1.6;
const BUTTONS =
  "button[name=add],main [type=submit],main button,main .button,main .btn,main a[class*=button],main a[class*=btn]";
const KEPT_BUTTON = "button";

/** Sets the shop's own colours and corners on the widget, as custom properties of its host. */
export function applyTheme(host: HTMLElement, settings: WidgetSettings): void {
  const page = getComputedStyle(document.body);
  const background =
    parseColour(page.backgroundColor) ?? parseColour(getComputedStyle(document.documentElement).backgroundColor);
  const button = findButton(background ?? [255, 255, 255]);
  const accent = parseColour(settings.accent) ?? button?.colour ?? null;
  const palette = paletteOf(background, parseColour(page.color), accent);
  for (const [name, colour] of Object.entries({
    "--ih-surface": palette.surface,
    "--ih-text": palette.text,
    "--ih-accent": palette.accent,
    "--ih-on-accent": palette.onAccent,
    "--ih-link": palette.link,
  })) {
    host.style.setProperty(name, toCss(colour));
  }
  const radiusPx = settings.corners === "theme" ? (button?.radiusPx ?? DEFAULT_RADIUS_PX) : RADIUS_PX[settings.corners];
  host.style.setProperty("--ih-radius", `${Math.min(MAX_RADIUS_PX, radiusPx)}px`);
}

type ThemeButton = { readonly colour: Rgb; readonly radiusPx: number };

/** The theme's main button on this page; else the one of an earlier page, so that the chat does not change its look on the way. */
function findButton(surface: Rgb): ThemeButton | null {
  for (const button of document.querySelectorAll(BUTTONS)) {
    const { backgroundColor, borderTopLeftRadius } = getComputedStyle(button);
    const colour = parseColour(backgroundColor);
    if (!colour || contrast(colour, surface) < MIN_BUTTON_CONTRAST) continue;
    const radiusPx = Number.parseFloat(borderTopLeftRadius) || 0;
    keep(KEPT_BUTTON, `${toCss(colour)}|${radiusPx}`);
    return { colour, radiusPx };
  }
  const [css = "", radius = ""] = (recall(KEPT_BUTTON) ?? "").split("|");
  const colour = parseColour(css);
  return colour && { colour, radiusPx: Number(radius) || 0 };
}
