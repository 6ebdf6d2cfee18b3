export type Rgb = readonly [red: number, green: number, blue: number];

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];
const MIN_TEXT_CONTRAST = 4.5;
const MIN_ALPHA = 0.9;

/** A colour as browsers compute it ("rgb(1, 2, 3)") or as theme settings write it ("#a1b2c3"); null when it is neither or see-through. */
export function parseColour(css: string): Rgb | null {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(css.trim())?.[1];
  if (hex) {
    const [r, g, b] =
      hex.length === 3 ? [...hex].map((digit) => digit + digit) : [hex.slice(0, 2), hex.slice(2, 4), hex.slice(4, 6)];
    return [parseInt(r ?? "", 16), parseInt(g ?? "", 16), parseInt(b ?? "", 16)];
  }
  const parts = /^rgba?\(([\d.]+)[, ]+([\d.]+)[, ]+([\d.]+)(?:[, /]+([\d.]+))?\)$/.exec(css.trim());
  if (!parts || Number(parts[4] ?? 1) < MIN_ALPHA) return null;
  return [Number(parts[1]), Number(parts[2]), Number(parts[3])];
}

/** Contrast of two colours, 1 to 21. Source: WCAG 2.2, "contrast ratio". */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

export type Palette = {
  readonly surface: Rgb;
  readonly text: Rgb;
  readonly accent: Rgb;
  readonly onAccent: Rgb;
  readonly link: Rgb;
};

/** The widget's colours from the theme's: the page's own surface and text where they can be read, and a text on the accent that can. */
export function paletteOf(background: Rgb | null, text: Rgb | null, chosenAccent: Rgb | null): Palette {
  const surface = background ?? WHITE;
  const ink = text && contrast(surface, text) >= MIN_TEXT_CONTRAST ? text : readableOn(surface);
  const accent = chosenAccent ?? ink;
  const linkColour = contrast(surface, accent) >= MIN_TEXT_CONTRAST ? accent : ink;
  return { surface, text: ink, accent, onAccent: readableOn(accent), link: linkColour };
}

/** Black or white, whichever reads better. */
export function readableOn(colour: Rgb): Rgb {
  return contrast(colour, WHITE) >= contrast(colour, BLACK) ? WHITE : BLACK;
}

/** A colour for a style sheet. */
export const toCss = ([red, green, blue]: Rgb) => `rgb(${red}, ${green}, ${blue})`;
