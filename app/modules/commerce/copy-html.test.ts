import { describe, expect, test } from "vitest";
import { copyTextToHtml, htmlToCopyText } from "./copy-html";
import { htmlBlocks } from "./html-blocks";

describe("copyTextToHtml", () => {
  test("makes paragraphs, lists and line breaks", () => {
    expect(copyTextToHtml("One\ntwo\n\n- a\n- b\r\n\r\nEnd")).toBe(
      "<p>One<br>two</p>\n<ul><li>a</li><li>b</li></ul>\n<p>End</p>",
    );
  });

  test("escapes everything that could be markup", () => {
    expect(copyTextToHtml(`<img src=x onerror="a('b')"> & co`)).toBe(
      "<p>&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt; &amp; co</p>",
    );
  });

  test.each(["", "One", "One\n\nTwo", "One\n\n- a\n- b\n\nTwo", "5 < 6 & 7 > 6", "Größe: 42 “neu”"])(
    "comes back the same: %j",
    (text) => {
      expect(htmlToCopyText(copyTextToHtml(text))).toBe(text);
    },
  );
});

describe("htmlBlocks", () => {
  test("reads headings, paragraphs, items and rows, and leaves scripts out", () => {
    const html = `<h2>Returns</h2><p>Send it   back&nbsp;<b>in 30</b> days.<br>Free.</p><ul><li><p>unworn</p></li><li>boxed</li></ul>
      <table><tr><th>To</th><th>Cost</th></tr><tr><td>Germany</td><td>&euro;5.90</td></tr></table><script>alert(1)</script>tail`;
    expect(htmlBlocks(html)).toEqual([
      { kind: "heading", text: "Returns" },
      { kind: "paragraph", text: "Send it back in 30 days.\nFree." },
      { kind: "item", text: "unworn" },
      { kind: "item", text: "boxed" },
      { kind: "row", text: "To: Germany | Cost: €5.90" },
      { kind: "paragraph", text: "tail" },
    ]);
  });

  test.each(["<", "<p", "</p></td></tr>", "<table><td>x", "<li><li><li>", "a".repeat(300_000)])(
    "never throws on broken HTML",
    (html) => {
      expect(() => htmlBlocks(html)).not.toThrow();
    },
  );
});
