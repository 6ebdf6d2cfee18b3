import { describe, expect, it } from "vitest";
import { findProgram, isNewEnough } from "./find-program.ts";

describe("finding programs", () => {
  it("compares versions by number", () => {
    expect(isNewEnough("3.10", "3.10")).toBe(true);
    expect(isNewEnough("3.9", "3.10")).toBe(false);
    expect(isNewEnough("4.0", "3.10")).toBe(true);
    expect(isNewEnough("0.0", "3.10")).toBe(false);
  });

  it("finds executables of the PATH only", () => {
    expect(findProgram("sh", "/nowhere:/bin")).toBe("/bin/sh");
    expect(findProgram("passwd", "/etc")).toBeNull();
    expect(findProgram("sh", "")).toBeNull();
  });
});
