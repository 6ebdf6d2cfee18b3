import { describe, expect, it } from "vitest";
import type { ToolCall } from "~/modules/inference/inference-types";
import type { RankedEvidence } from "./compose-from-evidence";
import { MAX_CALLS_PER_ROUND, MAX_EVIDENCE_CHARS, MAX_TOOL_ROUNDS, ToolSession } from "./tool-session";

const call = (name: string, values: Record<string, unknown> | null): ToolCall => ({
  name,
  written: values,
  arguments: values,
});
const search = (query: string) => call("search_knowledge", { query });
const piece = (text: string): RankedEvidence => ({
  id: "9",
  kind: "policy",
  title: "Returns",
  url: `https://shop.example/${text.slice(0, 20)}`,
  text,
});

function play(session: ToolSession, calls: ToolCall[], evidence: RankedEvidence[] = []) {
  const planned = session.plan(calls);
  session.addRound(
    planned,
    planned.map((item) => ("run" in item ? { evidence, products: [], note: "" } : null)),
  );
  return planned;
}

describe("ToolSession", () => {
  it("gives evidence ids of the turn, and a piece that comes twice the same one", () => {
    const session = new ToolSession("Can I return shoes?");
    play(session, [search("a"), search("b")], [piece("You can return shoes within 30 days.")]);
    expect(session.evidence.map(({ id }) => id)).toEqual(["1"]);
    expect(session.rounds[0]?.map(({ evidenceIds }) => evidenceIds)).toEqual([["1"], ["1"]]);
    expect(session.quotes).toHaveLength(1);
  });

  it("ends after a number of rounds, when it is full, and when it goes in circles", () => {
    const many = new ToolSession("x");
    for (let round = 0; round < MAX_TOOL_ROUNDS; round += 1) play(many, [search(String(round))]);
    const full = new ToolSession("x");
    play(full, [search("a")], [piece("x".repeat(MAX_EVIDENCE_CHARS - 7))]);
    const circling = new ToolSession("x");
    for (let round = 0; round < 2; round += 1) play(circling, [search("a")]);
    expect([many.choice, full.choice, circling.choice, new ToolSession("x").choice]).toEqual([
      "none",
      "none",
      "none",
      "auto",
    ]);
  });

  it("takes no piece that it has no room for, and says so", () => {
    const session = new ToolSession("x");
    play(session, [search("a")], [piece("x".repeat(MAX_EVIDENCE_CHARS))]);
    expect(session.evidence).toEqual([]);
    expect(session.rounds[0]?.[0]?.note).toContain("no room");
  });

  it("makes a number of calls a round, each once", () => {
    const session = new ToolSession("x");
    const planned = play(session, [
      search("a"),
      search("a"),
      ...Array.from({ length: 9 }, (_, i) => search(String(i))),
    ]);
    expect(planned.filter((item) => "run" in item).length).toBe(MAX_CALLS_PER_ROUND - 1);
  });

  it.each([
    call("search_knowledge", null),
    call("search_knowledge", {}),
    call("search_knowledge", { query: "x".repeat(201) }),
    call("get_my_orders", { customer: "8" }),
    call("__proto__", {}),
    call("toString", {}),
    call("", {}),
  ])("forgives %j once", (bad) => {
    const session = new ToolSession("x");
    play(session, [bad]);
    expect(session.isHopeless).toBe(false);
    play(session, [bad]);
    expect(session.isHopeless).toBe(true);
  });

  it("answers the shopper without the model by what answers the shopper, not what the model searched", () => {
    const session = new ToolSession("What is the capital of France?");
    play(session, [search("return shoes")], [piece("You can return shoes within 30 days.")]);
    expect(session.quotes).toHaveLength(1);
    session.endWithout({ evidence: [], quotes: [], products: [] });
    expect(session.quotes).toEqual([]);
  });
});
