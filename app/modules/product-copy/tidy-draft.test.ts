import { expect, it } from "vitest";
import { dropUnfinished, tidyDraft } from "./tidy-draft";

it.each([
  ["Sure! Here is a product description: **Dunlin** is a shoe.", "Dunlin is a shoe."],
  ["```html\n<p>A shoe</p>\n```", "A shoe"],
  ["# Title\n\n* one\n* two\n\n\n\nEnd", "Title\n\n- one\n- two\n\nEnd"],
  ["Description: A\u200bsh\u202eoe", "Ashoe"],
  ['"A shoe."', "A shoe."],
  ['"Bark" and "Slate"', '"Bark" and "Slate"'],
])("tidies %j", (text, expected) => {
  expect(tidyDraft(text, "description")).toBe(expected);
});

it("puts a search text on one line", () => {
  expect(tidyDraft("SEO title: “A\n shoe”", "seo_title")).toBe("A shoe");
});

it("drops a last sentence that has no end, but never the only one", () => {
  expect(dropUnfinished("A shoe. It is ma")).toBe("A shoe.");
  expect(dropUnfinished("A shoe that")).toBe("A shoe that");
});
