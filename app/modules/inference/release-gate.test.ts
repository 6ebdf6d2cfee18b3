import { describe, expect, it } from "vitest";
import { compileEvidence } from "./checks/evidence-facts";
import { JsonStringReader } from "./checks/json-strings";
import { LeakGuard } from "./checks/prompt-leak";
import { Placeholders } from "./redaction/placeholders";
import { ReleaseGate } from "./release-gate";

const evidence = [
  { id: "1", kind: "policy" as const, title: "Returns", url: "https://shop.example/returns", text: "30 days, €5.00." },
];
const placeholders = new Placeholders([{ type: "NAME", number: 1, value: "Jo" }]);
const gateOf = (rest: object = {}) =>
  new ReleaseGate({
    facts: compileEvidence(evidence),
    leaks: new LeakGuard({ guarded: "", secrets: [], evidence: [] }),
    placeholders,
    countries: [],
    purpose: "chat",
    isJson: false,
    mayRestore: true,
    ...rest,
  });

describe("ReleaseGate", () => {
  it("lets nothing out before its sentence is complete and checked", () => {
    const gate = gateOf();
    expect(gate.push("You have 3")).toEqual([]);
    expect(gate.push("0 days")).toEqual([]);
    expect(gate.push(". It costs €9")).toEqual([{ type: "text", text: "You have 30 days. " }]);
    expect(gate.push("9. Bye")).toEqual([{ type: "withheld", reason: "figure_not_in_evidence" }]);
    expect(gate.end(true)).toEqual([{ type: "text", text: "Bye" }]);
    expect(gate.released).toBe("You have 30 days. Bye");
    expect(gate.withheld).toEqual([{ sentence: 1, reason: "figure_not_in_evidence" }]);
  });

  it("says no half sentence, and no sentence whose last figure may be half", () => {
    for (const rest of ["It costs €", "It costs €5.", "It costs €5,"]) {
      const gate = gateOf();
      gate.push(`Yes. ${rest}`);
      expect(gate.end(false)).toEqual([]);
    }
    const whole = gateOf();
    whole.push("Yes. It is!");
    expect(whole.end(false)).toEqual([{ type: "text", text: "It is!" }]);
  });

  it("restores placeholders that arrive in pieces, for their owner only", () => {
    const own = gateOf();
    const events = ["Hello [NA", "ME_", "1]. By", "e."].flatMap((text) => own.push(text));
    expect([...events, ...own.end(true)]).toEqual([
      { type: "text", text: "Hello Jo. " },
      { type: "text", text: "Bye." },
    ]);
    const other = gateOf({ mayRestore: false });
    other.push("Hello [NAME_1].");
    expect(other.end(true)).toEqual([{ type: "text", text: "Hello [NAME_1]." }]);
  });

  it("hears nothing more after a word without an end", () => {
    const gate = gateOf();
    const events = ["Yes. ", ..."x".repeat(2_500), " More."].flatMap((text) => gate.push(text));
    expect([...events, ...gate.end(true)]).toEqual([
      { type: "text", text: "Yes. " },
      { type: "withheld", reason: "too_long" },
    ]);
  });

  it("lets its editor have the last word, and keeps that", () => {
    const editor = {
      add: (text: string) => (text.includes("30") ? text : ""),
      end: (isWhole: boolean) => (isWhole ? "Whole." : "Not whole."),
    };
    const gate = gateOf({ editor });
    const events = ["You have 30 days. ", "It is nice. ", "It costs €99. Bye"].flatMap((text) => gate.push(text));
    expect([...events, ...gate.end(false)]).toEqual([
      { type: "text", text: "You have 30 days. " },
      { type: "withheld", reason: "figure_not_in_evidence" },
      { type: "text", text: "Not whole." },
    ]);
    expect(gate.released).toBe("You have 30 days. Not whole.");
  });

  it("releases the strings of a JSON answer", () => {
    const gate = gateOf({ isJson: true });
    const json = JSON.stringify({ title: "Thirty", body: "You have 30 days. It costs €99." });
    const events = [...json].flatMap((text) => gate.push(text));
    expect([...events, ...gate.end(true)].map((event) => (event.type === "text" ? event.text : event.reason))).toEqual([
      "Thirty\n",
      "You have 30 days. ",
      "figure_not_in_evidence",
    ]);
  });
});

describe("JsonStringReader", () => {
  it.each([
    [{ a: "x", b: { c: 'say "hi"\n' }, d: ["y", "z"], e: 1, f: null }, 'x\nsay "hi"\n\ny\nz\n'],
    [{ 'key with \\ and "': "é 漢 😀" }, "é 漢 😀\n"],
    ["alone", "alone\n"],
    [{ colon: ":", list: ["[", "{", ","] }, ":\n[\n{\n,\n"],
  ])("reads %j", (value, expected) => {
    for (const json of [
      JSON.stringify(value),
      JSON.stringify(value, null, 2),
      JSON.stringify(value).replace(
        /[^\x00-\x7f]/g,
        (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
      ),
    ]) {
      const reader = new JsonStringReader();
      expect([...json].map((char) => reader.push(char)).join("")).toBe(expected);
    }
  });
});
