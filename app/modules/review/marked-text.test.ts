import { describe, expect, it } from "vitest";
import { countPlaceholders, markPlaceholders } from "./marked-text";

describe("markPlaceholders", () => {
  it("keeps every character in order", () => {
    const text = "Mail [EMAIL_1] or call [PHONE_12], [not one] and [EMAIL_1].";
    const segments = markPlaceholders(text);
    expect(segments.map((segment) => segment.text).join("")).toBe(text);
    expect(segments.filter((segment) => segment.kind === "placeholder").map((segment) => segment.text)).toEqual([
      "[EMAIL_1]",
      "[PHONE_12]",
      "[EMAIL_1]",
    ]);
  });

  it("leaves text without placeholders whole, and an empty text empty", () => {
    expect(markPlaceholders("Nothing here")).toEqual([{ kind: "text", text: "Nothing here" }]);
    expect(markPlaceholders("")).toEqual([]);
  });
});

describe("countPlaceholders", () => {
  it("counts by type over several texts", () => {
    expect([...countPlaceholders(["[EMAIL_1] [NAME_1]", "[EMAIL_2]"])]).toEqual([
      ["EMAIL", 2],
      ["NAME", 1],
    ]);
  });
});
