import { describe, expect, it } from "vitest";
import { turnsAround, wasRedacted } from "./call-context";

const turns = Array.from({ length: 30 }, (_, index) => ({
  id: `m${index}`,
  author: index % 2 ? "assistant" : "shopper",
  status: "complete",
  text: "",
  callId: index % 2 ? `c${index}` : null,
  createdAt: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString(),
}));

describe("turnsAround", () => {
  it("shows what was said before and after the call's answer, and how much more there is", () => {
    const around = turnsAround(turns, { id: "c11", createdAt: "2026-01-01T00:10:30.000Z" });
    expect(around.turns.map(({ id }) => id)).toEqual("m5 m6 m7 m8 m9 m10 m11 m12 m13 m14 m15".split(" "));
    expect(around.turns.filter(({ isThis }) => isThis).map(({ id }) => id)).toEqual(["m11"]);
    expect([around.before, around.after]).toEqual([5, 14]);
  });

  it("goes by time for a call without an answer of its own", () => {
    const around = turnsAround(turns, { id: "lookup", createdAt: "2026-01-01T00:28:30.000Z" });
    expect(around.turns.at(-1)?.id).toBe("m29");
    expect(around.turns.some(({ isThis }) => isThis)).toBe(false);
  });

  it("is empty for no messages", () => {
    expect(turnsAround([], { id: "x", createdAt: "2026-01-01T00:00:00.000Z" })).toEqual({
      turns: [],
      before: 0,
      after: 0,
    });
  });
});

describe("wasRedacted", () => {
  const at = (second: number, callId: string | null = null) => ({
    callId,
    createdAt: `2026-01-01T00:00:0${second}.000Z`,
  });

  it("is so of what the last call was made with and of answers, and of nothing later", () => {
    const lastCallAt = at(5).createdAt;
    expect([at(4), at(5), at(6), at(6, "c")].map((turn) => wasRedacted(turn, lastCallAt))).toEqual([
      true,
      true,
      false,
      true,
    ]);
    expect(wasRedacted(at(1), null)).toBe(false);
  });
});
