import { describe, expect, it } from "vitest";
import { readShortcut, TYPING_PLACES } from "./shortcuts";

const press = (key: string, rest = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  defaultPrevented: false,
  ...rest,
});
const nowhere = () => false;

describe("readShortcut", () => {
  it.each([
    ["j", "next"],
    ["J", "next"],
    ["ArrowLeft", "previous"],
    ["3", "unsafe"],
    ["?", "help"],
    ["x", null],
    ["ArrowDown", null],
  ])("reads %s as %s", (key, meaning) => {
    expect(readShortcut(press(key), nowhere)).toBe(meaning);
  });

  it("leaves keys of text fields, of the browser, and those that something took already", () => {
    expect(readShortcut(press("n"), (places) => places === TYPING_PLACES)).toBeNull();
    for (const rest of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { defaultPrevented: true }])
      expect(readShortcut(press("r", rest), nowhere)).toBeNull();
  });

  it("leaves arrows to tabs and menus", () => {
    expect(readShortcut(press("ArrowRight"), (places) => places.includes("tablist"))).toBeNull();
    expect(readShortcut(press("j"), (places) => places.includes("tablist"))).toBe("next");
  });
});
