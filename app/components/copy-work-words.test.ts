import { expect, test } from "vitest";
import { copyWorkWords } from "./copy-work-words";

const FINE = { description: "fine", seo_title: "fine", seo_description: "fine", image_alt: "fine" } as const;

test("what needs work is named by kind, the worst first", () => {
  expect(copyWorkWords({ ...FINE, seo_title: "missing", image_alt: "missing", description: "short" })).toBe(
    "Missing: SEO title, Image alt text. Short: Description.",
  );
});

test("a product without work says so, and no picture is no work", () => {
  expect(copyWorkWords(FINE)).toBe("All texts are fine.");
  expect(copyWorkWords({ ...FINE, image_alt: "no_picture" })).toBe("All texts are fine.");
});
