import { describe, expect, it } from "vitest";
import { parseText } from "./format-text";

describe("parseText", () => {
  it("makes paragraphs, breaks and citation marks", () => {
    expect(parseText("One [1]\ntwo\n\nThree.")).toEqual([
      {
        kind: "paragraph",
        content: [
          { kind: "text", text: "One " },
          { kind: "citation", id: "1" },
          { kind: "break" },
          { kind: "text", text: "two" },
        ],
      },
      { kind: "paragraph", content: [{ kind: "text", text: "Three." }] },
    ]);
  });

  it("makes lists of marked lines", () => {
    expect(parseText("Sizes:\n- S\n- M\n1. first")).toEqual([
      { kind: "paragraph", content: [{ kind: "text", text: "Sizes:" }] },
      { kind: "list", isOrdered: false, items: [[{ kind: "text", text: "S" }], [{ kind: "text", text: "M" }]] },
      { kind: "list", isOrdered: true, items: [[{ kind: "text", text: "first" }]] },
    ]);
  });

  it("leaves markup, images and other schemes as text", () => {
    const hostile = "<img src=x onerror=alert(1)> ![a](javascript:alert(1)) <script>1</script>";
    expect(parseText(hostile)).toEqual([{ kind: "paragraph", content: [{ kind: "text", text: hostile }] }]);
  });

  it("links mail and web addresses without the full stop behind them", () => {
    expect(parseText("Write to hello@shop.example or see https://shop.example/pages/contact.")[0]).toMatchObject({
      content: [
        { text: "Write to " },
        { kind: "link", href: "mailto:hello@shop.example" },
        { text: " or see " },
        { kind: "link", href: "https://shop.example/pages/contact" },
        { text: "." },
      ],
    });
  });
});
