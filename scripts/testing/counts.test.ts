import { describe, expect, it } from "vitest";
import { closingLine, settleCounts, sumCounts } from "./counts.ts";

describe("counts", () => {
  it("close with the one line that is read by others", () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe("12 passed, 0 failed");
    expect(closingLine({ passed: 12, failed: 1, skipped: 3 })).toBe("12 passed, 1 failed, 3 skipped");
  });

  it("take a phase without tests, without a report or with a crash as failed", () => {
    expect(settleCounts(null, true).failed).toBe(1);
    expect(settleCounts({ passed: 0, failed: 0, skipped: 5 }, true).failed).toBe(1);
    expect(settleCounts({ passed: 4, failed: 0, skipped: 0 }, false)).toEqual({ passed: 4, failed: 1, skipped: 0 });
    expect(settleCounts({ passed: 4, failed: 2, skipped: 0 }, false).failed).toBe(2);
    expect(settleCounts({ passed: 4, failed: 0, skipped: 0 }, true).failed).toBe(0);
  });

  it("add up", () => {
    expect(
      sumCounts([
        { passed: 1, failed: 2, skipped: 3 },
        { passed: 10, failed: 20, skipped: 30 },
      ]),
    ).toEqual({ passed: 11, failed: 22, skipped: 33 });
  });
});
