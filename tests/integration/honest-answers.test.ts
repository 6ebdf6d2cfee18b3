import { describe, expect, it } from "vitest";
import { toGateOptions } from "~/modules/inference/gate-options";
import { Placeholders } from "~/modules/inference/redaction/placeholders";
import { ReleaseGate } from "~/modules/inference/release-gate";
import { spotlight } from "~/modules/inference/spotlight";
import { groundedInstructions } from "~/modules/support-chat/prompts";
import { HONEST_ANSWERS, HONEST_EVIDENCE } from "../hostile/honest-answers";
import { requestOf } from "./inference-shop";

const MIN_ANSWERS = 80;
/** Ten times what it takes by itself: the tests' machines are shared. */
const MAX_CPU_MS_A_SENTENCE = 1;
const SECRETS = { marker: "DATA-7be04f19c2d8", canary: "canary-3fa9d2b8c671" };
const request = requestOf("Tell me", { evidence: HONEST_EVIDENCE, instructions: groundedInstructions("de") });
const prompt = spotlight(request, SECRETS).value;

function judge(answer: string) {
  const gate = new ReleaseGate(toGateOptions(request, prompt, new Placeholders(), ["DE"]));
  gate.push(answer);
  gate.end(true);
  return { text: gate.released, reasons: gate.withheld.map(({ reason }) => reason) };
}

describe("honest answers", () => {
  const answers = Object.values(HONEST_ANSWERS).flat();

  it("are many", () => {
    expect(answers.length).toBeGreaterThanOrEqual(MIN_ANSWERS);
  });

  it.each(Object.entries(HONEST_ANSWERS))("pass as they are: %s", (_language, texts) => {
    const changed = texts.filter((text) => judge(text).text !== text.trim());
    expect(changed.map((text) => `${text} → ${judge(text).reasons.join()}`)).toEqual([]);
  });

  it("are checked fast", () => {
    const gate = new ReleaseGate(toGateOptions(request, prompt, new Placeholders(), ["DE"]));
    const rounds = 20;
    const before = process.cpuUsage();
    for (let round = 0; round < rounds; round += 1) for (const answer of answers) gate.push(`${answer}\n`);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000 / (rounds * answers.length)).toBeLessThan(MAX_CPU_MS_A_SENTENCE);
  });
});
