import { expect, it } from "vitest";
import { diffWords } from "./word-diff";

it("names what was removed, added and kept", () => {
  expect(diffWords("A red shoe", "A green shoe")).toEqual([
    { kind: "same", text: "A " },
    { kind: "removed", text: "red" },
    { kind: "added", text: "green" },
    { kind: "same", text: " shoe" },
  ]);
});

it("shows a phrase as one change when a word or two are the same by chance", () => {
  expect(
    diffWords("Now it is quite dry and warm. The end of it", "But so it stays wet and cold. The end of it"),
  ).toEqual([
    { kind: "removed", text: "Now it is quite dry and warm" },
    { kind: "added", text: "But so it stays wet and cold" },
    { kind: "same", text: ". The end of it" },
  ]);
});

it("shows a first text as an addition", () => {
  expect(diffWords("", "New")).toEqual([{ kind: "added", text: "New" }]);
});

it.each([
  ["a b c\n\nd", "a c\nd e"],
  ["", ""],
  ["same", "same"],
])("gives both texts back: %j, %j", (before, after) => {
  const parts = diffWords(before, after);
  const join = (left: "added" | "removed") =>
    parts
      .filter((part) => part.kind !== left)
      .map((part) => part.text)
      .join("");
  expect([join("added"), join("removed")]).toEqual([before, after]);
});
