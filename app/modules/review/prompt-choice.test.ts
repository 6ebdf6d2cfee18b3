import { expect, it } from "vitest";
import { experimentOf, findCurrentPrompt } from "./prompt-choice";

const PROMPTS = [
  { version: "chat@2", language: "en", text: "Answer." },
  { version: "chat@2", language: "de", text: "Answer in German." },
  { version: "copy@1", language: null, text: "Write." },
];
const call = { promptVersion: "chat@1", language: "de", instructions: "Reply." };

it("finds what the feature uses now, in the call's language", () => {
  expect(findCurrentPrompt(call, PROMPTS)?.text).toBe("Answer in German.");
  expect(findCurrentPrompt({ ...call, language: null }, PROMPTS)?.text).toBe("Answer.");
  expect(findCurrentPrompt({ ...call, promptVersion: "copy@1" }, PROMPTS)?.text).toBe("Write.");
});

it("offers nothing when the words are the same or no longer in use", () => {
  expect(
    findCurrentPrompt({ ...call, promptVersion: "chat@2", instructions: "Answer in German." }, PROMPTS),
  ).toBeNull();
  expect(findCurrentPrompt({ ...call, promptVersion: "other@1" }, PROMPTS)).toBeNull();
});

it("marks an experiment once", () => {
  expect(experimentOf(experimentOf("chat@2"))).toBe("chat@2 experiment");
});
