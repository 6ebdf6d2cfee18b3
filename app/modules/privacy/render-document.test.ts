import { expect, it } from "vitest";
import { fill, list, table, text, type Document } from "./document";
import { toHtml, toMarkdown } from "./render-document";

const document: Document = {
  title: "A <b>title</b>",
  intro: "For *you*",
  sections: [
    {
      title: "One",
      blocks: [text("a\nb"), list(["x"]), table(["Name", "Value"], [["a|b", "<script>"]]), fill("your name")],
    },
  ],
};

it("is Markdown in which values stay words", () => {
  expect(toMarkdown(document)).toBe(
    [
      "# A \\<b\\>title\\</b\\>\n",
      "For \\*you\\*\n",
      "## One\n",
      "a b\n",
      "- x\n",
      "| Name | Value |",
      "| --- | --- |",
      "| a\\|b | \\<script\\> |\n",
      "> **To be filled in by you:** your name\n>\n> …\n",
    ].join("\n"),
  );
});

it("is HTML in which values stay words", () => {
  const html = toHtml(document);
  expect(html).toContain("<h1>A &lt;b&gt;title&lt;/b&gt;</h1>");
  expect(html).toContain("<td>&lt;script&gt;</td>");
  expect(html).toContain('<p class="fill"><strong>To be filled in by you:</strong> your name</p>');
});
