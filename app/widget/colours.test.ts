import { describe, expect, it } from "vitest";
import { contrast, paletteOf, parseColour, readableOn } from "./colours";

describe("colours", () => {
  it("reads what browsers and theme settings write", () => {
    expect(parseColour("#2f5d50")).toEqual([47, 93, 80]);
    expect(parseColour("#fff")).toEqual([255, 255, 255]);
    expect(parseColour("rgb(1, 2, 3)")).toEqual([1, 2, 3]);
    expect(parseColour("rgba(0, 0, 0, 0)")).toBeNull();
    expect(parseColour("tomato")).toBeNull();
  });

  it.each(["#2f5d50", "#ffe600", "#e91e63", "#888888", "#000000", "#ffffff"])("writes readably on %s", (css) => {
    const colour = parseColour(css) ?? [0, 0, 0];
    expect(contrast(colour, readableOn(colour))).toBeGreaterThanOrEqual(4.5);
  });

  it("keeps the theme's dark surface, and never links in a colour that cannot be read on it", () => {
    const { surface, text, link } = paletteOf([18, 18, 20], [235, 235, 235], [30, 40, 60]);
    expect(surface).toEqual([18, 18, 20]);
    expect(link).toEqual(text);
  });

  it("replaces a text colour that the surface swallows", () => {
    expect(contrast([255, 255, 255], paletteOf([255, 255, 255], [250, 250, 250], null).text)).toBeGreaterThan(4.5);
  });
});
