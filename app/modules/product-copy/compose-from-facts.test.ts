import { describe, expect, it } from "vitest";
import { composeFromFacts } from "./compose-from-facts";
import { findClaims } from "./claims";
import { COPY_FIELDS, COPY_KINDS } from "./copy-kinds";
import { DESCRIPTION_LABEL, factsText, type CopyFact } from "./product-facts";
import { countCharacters } from "./text-limits";

const BARE: CopyFact[] = [
  { label: "Title", value: "Dunlin Walking Shoe" },
  { label: "Brand", value: "Larkfoot" },
  { label: "Product type", value: "Shoes" },
  { label: "Material", value: "leather, 100 % recycled wool" },
];
const FULL: CopyFact[] = [
  ...BARE,
  { label: DESCRIPTION_LABEL, value: `${"The best shoe for 7 days. ".repeat(40)}Leather.` },
];

describe.each([
  ["without a description", BARE],
  ["with one", FULL],
  ["with a title alone", BARE.slice(0, 1)],
])("%s", (_, facts) => {
  it.each(COPY_KINDS)("composes a %s within its limit that claims nothing new", (kind) => {
    const text = composeFromFacts(facts, kind);
    expect(text).not.toBe("");
    expect(countCharacters(text)).toBeLessThanOrEqual(COPY_FIELDS[kind].limit);
    expect(findClaims(text, factsText(facts))).toEqual([]);
  });
});

it("lists the details under the merchant's own words", () => {
  const facts = [...BARE, { label: DESCRIPTION_LABEL, value: "A shoe." }];
  expect(composeFromFacts(facts, "description")).toBe("A shoe.\n\n- Material: leather, 100 % recycled wool");
  expect(composeFromFacts(BARE, "description")).toBe(
    "Dunlin Walking Shoe. Shoes, Larkfoot.\n\n- Material: leather, 100 % recycled wool",
  );
});
