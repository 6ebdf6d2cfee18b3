import { describe, expect, it } from "vitest";
import { redactParts } from "~/modules/inference/redact-parts";
import { Placeholders } from "./placeholders";
import { PresidioAnswer, toPersonalSpans } from "./presidio-response";

const result = (entity_type: string, start: number, end: number, score = 0.85) => ({ entity_type, start, end, score });

describe("toPersonalSpans", () => {
  it("turns code points into UTF-16 units", () => {
    const text = "👟 für Zorvane";
    const [span] = toPersonalSpans(text, [result("PERSON", 6, 13)]);
    expect(span && text.slice(span.start, span.end)).toBe("Zorvane");
  });

  it("takes personal entities that are sure enough, and no places, dates or companies", () => {
    const text = "x".repeat(40);
    const results = [
      result("US_SSN", 0, 3),
      result("UK_POSTCODE", 4, 7),
      result("LOCATION", 8, 10),
      result("DATE_TIME", 10, 12),
      result("ORGANIZATION", 12, 14),
      result("URL", 14, 16),
      result("PERSON", 16, 18, 0.39),
      result("PHONE_NUMBER", 18, 20, 0.4),
      result("PERSON", 20, 90),
      result("PERSON", 30, 30),
      result("LOYALTY_CARD", 32, 36),
    ];
    expect(toPersonalSpans(text, results).map(({ type, start }) => [type, start])).toEqual([
      ["ID", 0],
      ["ADDRESS", 4],
      ["PHONE", 18],
      ["ID", 32],
    ]);
  });

  it.each(["Jane Miller's", "Jane Miller\n", " Jane Miller 👟", "Jane Miller"])(
    "takes a name without what stands beside it: %j",
    (found) => {
      const [span] = toPersonalSpans(found, [result("PERSON", 0, [...found].length)]);
      expect(span && found.slice(span.start, span.end)).toBe("Jane Miller");
    },
  );

  it("takes no name without a letter", () => {
    expect(toPersonalSpans("👟 7 's", [result("PERSON", 0, 6)])).toEqual([]);
  });

  it("takes an answer only in its form", () => {
    expect(PresidioAnswer.safeParse([[result("PERSON", 0, 1)], []]).success).toBe(true);
    expect(PresidioAnswer.safeParse([{ ...result("PERSON", 0, 1) }]).success).toBe(false);
    expect(PresidioAnswer.safeParse({ error: "no" }).success).toBe(false);
  });
});

describe("a second detector", () => {
  const content = "zorvane killimby wants order 1001 at jo@example.com";
  const input = {
    turns: [{ role: "user" as const, content }],
    evidence: [],
    knownValues: [],
    protectedTerms: ["1001"],
    countries: [],
  };
  const spanOf = (value: string) => {
    const start = content.indexOf(value);
    return { start, end: start + value.length, type: "NAME" as const, detector: "presidio" };
  };

  it("adds to ours, but does not take what the shop needs", () => {
    const spans = new Map([[content, [spanOf("zorvane killimby"), spanOf("1001"), spanOf("example")]]]);
    const { value, detail, verdict } = redactParts(input, new Placeholders(), { state: "used", spans });
    expect(value.turns[0]?.content).toBe("[NAME_1] wants order 1001 at [EMAIL_1]");
    expect(detail).toEqual({ NAME: 1, EMAIL: 1, presidio: "used" });
    expect(verdict).toBe("changed");
  });

  it("is not missed when it is down, and the verdict says so", () => {
    const { value, detail } = redactParts(input, new Placeholders(), { state: "down", spans: new Map() });
    expect(value.turns[0]?.content).toContain("[EMAIL_1]");
    expect(detail).toEqual({ EMAIL: 1, presidio: "down" });
  });
});
