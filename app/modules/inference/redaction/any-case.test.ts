import { describe, expect, it } from "vitest";
import { anyCase } from "./any-case";

describe("anyCase", () => {
  it("takes both cases inside its group only", () => {
    const pattern = anyCase(String.raw`^(?i:mr|dr[sx])\.? (?<name>A\p{Ll}+)$`, "u");
    expect(["Mr. Anna", "DRX Anna", "drs. Anna", "mR Anna"].filter((text) => !pattern.test(text))).toEqual([]);
    expect(["Mr. anna", "Mr. ANNA", "Drs. anna"].filter((text) => pattern.test(text))).toEqual([]);
  });

  it("keeps what stands after a nested group open, and escapes as they are", () => {
    const pattern = anyCase(String.raw`(?i:(?:a|b)c\s\d{2,3}[^x])D`, "u");
    expect(pattern.test("AC 12yD")).toBe(true);
    expect(pattern.test("bC 123zD")).toBe(true);
    expect(pattern.test("ac 12XD")).toBe(false);
    expect(pattern.test("ac 12yd")).toBe(false);
  });

  it("finds what the engine's own modifier loses", () => {
    const titles = "mr|mrs|dr|prof|sir|hon|herr|herrn|frau|fr|mme|sr";
    const pattern = anyCase(String.raw`(?i:(?:${titles})\.?[ ](?:(?:${titles})\.?[ ]){0,2})(\p{Lu}\p{L}*)`, "u");
    expect(pattern.exec("Frau Dr. Weber")?.[1]).toBe("Weber");
  });
});
