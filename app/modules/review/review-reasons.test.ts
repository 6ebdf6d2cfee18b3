import { describe, expect, it } from "vitest";
import { reviewReasons, reviewWeight } from "./review-reasons";

const call = { state: "complete", withheld: false, verdicts: [] };
const clean = (detail: Record<string, number>) => ({ stage: "clean" as const, detail });
const check = (detail: Record<string, number>) => ({ stage: "check" as const, detail });

describe("reviewReasons", () => {
  it("finds nothing in a plain call", () => {
    expect(reviewReasons(call)).toEqual([]);
    expect(reviewReasons({ ...call, state: "refused" })).toEqual([]);
    expect(reviewReasons({ ...call, verdicts: [clean({ invisible: 3, override_words: 0 })] })).toEqual([]);
  });

  it("tells what may harm from what may be wrong", () => {
    const wrong = { ...call, withheld: true, verdicts: [check({ sentences: 3, figure_not_in_evidence: 1 })] };
    const unsafe = { ...call, withheld: true, verdicts: [check({ sentences: 3, personal_data: 1 })] };
    expect(reviewReasons(wrong)).toEqual(["withheld"]);
    expect(reviewReasons(unsafe)).toEqual(["unsafe"]);
    expect(reviewWeight(reviewReasons(unsafe))).toBeGreaterThan(reviewWeight(reviewReasons(wrong)));
  });

  it("names every reason", () => {
    expect(reviewReasons({ state: "cut", withheld: true, verdicts: [clean({ override_words: 1 })] })).toEqual([
      "attack",
      "withheld",
      "cut",
    ]);
  });
});
