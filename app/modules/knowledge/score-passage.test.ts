import { describe, expect, test } from "vitest";
import { choosePassages } from "./choose-passages";
import type { Passage } from "./knowledge-types";
import { scorePassage, termWeight, type Candidate, type WeightedTerm } from "./score-passage";

const term = (name: string, weight: number, isPolicyConcept = false): WeightedTerm => ({
  name,
  tsquery: `'${name}'`,
  ownStem: null,
  isPolicyConcept,
  weight,
});
const TERMS = [term("waterproof", 1), term("fjell", 3)];

function candidate(change: Partial<Candidate> = {}): Candidate {
  return {
    id: "1",
    kind: "product",
    sourceId: "p1",
    locale: "en",
    title: "Fjell Jacket",
    heading: "",
    url: "https://x/p",
    text: "",
    hits: [true, true],
    titleHits: [false, true],
    ...change,
  };
}

const score = (change: Partial<Candidate>, terms: readonly WeightedTerm[] = TERMS, locale = "en") =>
  scorePassage(candidate(change), terms, "Is the Fjell Jacket waterproof?", locale);

describe("scorePassage", () => {
  test("lies between 0 and 1", () => {
    expect(score({ titleHits: [true, true] })).toBeGreaterThan(0.8);
    expect(score({ titleHits: [true, true] })).toBeLessThanOrEqual(1);
    expect(score({ hits: [false, false], titleHits: [false, false], title: "Mug" })).toBe(0);
  });

  test("prefers the product that is named, what covers more, the title, and the reader's language", () => {
    expect(score({})).toBeGreaterThan(score({ title: "Fjell Trousers" }));
    expect(score({})).toBeGreaterThan(score({ hits: [false, true] }));
    expect(score({})).toBeGreaterThan(score({ titleHits: [false, false] }));
    expect(score({})).toBeGreaterThan(score({ locale: "de" }));
    expect(score({ locale: "de" }, TERMS, "de-AT")).toBe(score({}));
  });

  test("prefers the policy that is headed by the question's subject", () => {
    const terms = [term("returns", 2, true), term("shoe", 2)];
    const policy = score({ kind: "policy", hits: [true, false], titleHits: [true, false] }, terms);
    expect(policy).toBeGreaterThan(
      score({ title: "Trail shoe", hits: [false, true], titleHits: [false, true] }, terms),
    );
  });
});

test("a rare term weighs more than a common one", () => {
  expect(termWeight(1, 100)).toBeGreaterThan(termWeight(50, 100));
  expect(termWeight(0, 100)).toBeGreaterThan(termWeight(1, 100));
  expect(termWeight(100, 100)).toBeGreaterThan(0);
});

describe("choosePassages", () => {
  const passage = (id: string, score: number, sourceId: string, locale = "en"): Passage => ({
    id,
    kind: "product",
    sourceId,
    locale,
    title: "",
    heading: "",
    url: "",
    text: "",
    score,
  });

  test("takes the best, each source in one language and a few times only", () => {
    const scored = [
      passage("a", 0.9, "s1"),
      passage("b", 0.85, "s1", "de"),
      passage("c", 0.8, "s1"),
      passage("d", 0.7, "s1"),
      passage("e", 0.6, "s1"),
      passage("f", 0.5, "s2"),
      passage("g", 0.01, "s3"),
    ];
    expect(choosePassages(scored, 10).map(({ id }) => id)).toEqual(["a", "c", "d", "f"]);
    expect(choosePassages(scored, 2)).toHaveLength(2);
  });
});
