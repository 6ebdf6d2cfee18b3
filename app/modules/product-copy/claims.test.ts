import { describe, expect, it } from "vitest";
import { findAvoidedWords, findClaims } from "./claims";

const FACTS = [
  "Title: Dunlin Walking Shoe",
  "Brand: Larkfoot",
  "Material: full-grain leather, rubber sole",
  "Made in: Portugal",
  "Today's description: It is waterproof up to 7 cm. It is not breathable. Weighs 480 g. Resoled twice.",
].join("\n");

function spans(text: string, facts = FACTS): string[] {
  return findClaims(text, facts).map((flag) => `${flag.kind}: ${flag.span}`);
}

describe("findClaims", () => {
  it.each([
    "A leather walking shoe with a rubber sole.",
    "Waterproof up to 7 cm, and 480 grams light.",
    "Made in Portugal by Larkfoot.",
    "It is not breathable.",
    "An interesting shoe for the forest, the modest west and a honest rest.",
    "It can be resoled two times.",
    "Ein wasserdichter Schuh aus Leder.",
    "Made from rubber and leather.",
  ])("lets through what the facts say: %s", (text) => {
    expect(spans(text)).toEqual([]);
  });

  it.each([
    ["Keeps you warm at 20 degrees.", ["figure: 20 degrees"]],
    ["Only €89.", ["figure: €89"]],
    ["Lasts 7 years.", ["figure: 7 years"]],
    ["Two hundred customers.", ["figure: hundred"]],
    ["Lined with merino wool.", ["material: merino", "material: wool"]],
    ["A breathable shoe.", ["property: breathable"]],
    ["Not waterproof at all.", ["property: waterproof"]],
    ["OEKO-TEX certified.", ["certificate: OEKO-TEX", "certificate: certified"]],
    ["Sustainable and vegan.", ["environment: Sustainable", "environment: vegan"]],
    ["Italian design.", ["origin: Italian"]],
    ["Woven in Porto.", ["origin: Woven in Porto"]],
    ["Relieves back pain.", ["health: Relieves back pain"]],
    ["The best shoe, simply perfect.", ["superlative: best", "superlative: perfect"]],
    ["Made entirely from the finest materials.", ["superlative: entirely from", "superlative: finest"]],
    [
      "A popular, durable, high-quality shoe.",
      ["superlative: popular", "property: durable", "superlative: high-quality"],
    ],
    ["With free shipping and a lifetime warranty.", ["offer: free shipping", "offer: lifetime warranty"]],
    ["See https://evil.example/x now.", ["link: https://evil.example/x"]],
    ["Der wasserdichte Schuh ist klimaneutral.", ["environment: klimaneutral"]],
  ])("flags what they do not say: %s", (text, expected) => {
    expect(spans(text)).toEqual(expected);
  });

  it("sees through letters of another alphabet", () => {
    expect(spans("Fully brеathable")).toEqual(["obscured: brеathable"]);
  });

  it("gives the position and the reason of a claim", () => {
    expect(findClaims("Soft silk.", FACTS)).toEqual([
      { kind: "material", span: "silk", start: 5, reason: "this material is not in the product's facts" },
    ]);
  });

  it("takes a number without a unit as supported by the same number", () => {
    expect(spans("Up to 7 above the ground", FACTS)).toEqual([]);
  });
});

describe("findAvoidedWords", () => {
  it("finds whole words only, whatever their case and signs", () => {
    expect(findAvoidedWords("Cheap and cheapest, C++ too", ["cheap", "c++"]).map((flag) => flag.span)).toEqual([
      "Cheap",
      "C++",
    ]);
  });
});
