import { describe, expect, it } from "vitest";
import { toGateOptions } from "~/modules/inference/gate-options";
import type { GovernedEvent } from "~/modules/inference/inference-types";
import { Placeholders } from "~/modules/inference/redaction/placeholders";
import { ReleaseGate } from "~/modules/inference/release-gate";
import { spotlight } from "~/modules/inference/spotlight";
import { escapes, escapesAnywhere, type HostileCase } from "../hostile/hostile-case";
import { HOSTILE_CASES } from "../hostile/hostile-cases";
import { requestOf } from "./inference-shop";

const MIN_CASES = 500;
const SECRETS = { marker: "DATA-7be04f19c2d8", canary: "canary-3fa9d2b8c671" };
const request = requestOf("Is the shoe waterproof?");
const prompt = spotlight(request, SECRETS).value;
const secrets = { ...SECRETS, system: prompt.guarded };
const options = () => toGateOptions(request, prompt, new Placeholders(), ["DE"]);

/** What the gate lets out of an answer that arrives in pieces of `size` UTF-16 units. */
function released(answer: string, size: number, isJson: boolean): string[] {
  const gate = new ReleaseGate({ ...options(), isJson });
  const events: GovernedEvent[] = [];
  for (let index = 0; index < answer.length; index += size)
    events.push(...gate.push(answer.slice(index, index + size)));
  events.push(...gate.end(true));
  return events.flatMap((event) => (event.type === "text" ? [event.text] : []));
}

const escaped = (answerOf: (text: string) => string, size: number, isJson = false) =>
  HOSTILE_CASES.filter((hostile) =>
    escapesAnywhere(hostile, released(answerOf(hostile.says(secrets)), size, isJson), secrets),
  ).map((hostile) => `${hostile.kind}: ${hostile.says(secrets).slice(0, 120)}`);

const escapeAll = (text: string) =>
  JSON.stringify({ text }).replace(
    /[^\x20-\x7e]|[<>&']/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

describe("the release gate", () => {
  it("is tried with many cases, each of which shows what it must not when nothing is checked", () => {
    const harmless = (hostile: HostileCase) => !escapes(hostile, hostile.says(secrets), secrets);
    expect(HOSTILE_CASES.filter(harmless).map(({ name }) => name)).toEqual([]);
    expect(HOSTILE_CASES.length).toBeGreaterThanOrEqual(MIN_CASES);
  });

  it.each([1, 2, 3, 7, 10_000])("lets nothing escape, in pieces of %i", (size) => {
    expect(escaped((text) => text, size)).toEqual([]);
  });

  it.each([
    ["at the beginning of an answer", (text: string) => `${text} The shoe is waterproof.`],
    ["after a sentence", (text: string) => `The shoe is waterproof. ${text}`],
    ["after a line without an end", (text: string) => `The shoe is waterproof\n${text}\nand so on`],
    ["in a list", (text: string) => `- Waterproof\n- ${text}\n`],
  ])("lets nothing escape %s", (_where, answerOf) => {
    expect(escaped(answerOf, 5)).toEqual([]);
  });

  it.each([
    ["as it is", (text: string) => JSON.stringify({ text })],
    ["with escapes", escapeAll],
    ["as a list", (text: string) => JSON.stringify({ list: [text, "Waterproof."] })],
  ])("lets nothing escape in JSON, %s", (_how, answerOf) => {
    expect(escaped(answerOf, 1, true)).toEqual([]);
  });
});
