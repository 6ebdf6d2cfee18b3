import { expect, it } from "vitest";
import { judgeDraft } from "./judge-draft";

const FACTS = [
  { label: "Title", value: "Dunlin Walking Shoe" },
  { label: "Product type", value: "Shoes" },
];
const TEXT = "Dunlin is a shoe for walking to work and for walking on.";
const COMPLETE = { state: "complete", finishReason: "stop", errorCode: null, withheld: [] } as const;

const judge = (change: Partial<Parameters<typeof judgeDraft>[0]>) =>
  judgeDraft({ kind: "description", facts: FACTS, text: TEXT, removed: 0, outcome: COMPLETE, ...change });

it("takes a complete, useful answer", () => {
  expect(judge({})).toEqual({ state: "ready", text: TEXT, note: null });
});

it.each([
  ["nothing came", { text: "" }, "not_useful"],
  [
    "it is about something else",
    { text: "Our company was founded to serve you every day, dear reader." },
    "not_useful",
  ],
  ["it is a refusal", { text: "I'm sorry, as an AI language model I cannot write about a shoe." }, "not_useful"],
  ["all of it was removed", { text: "", removed: 3 }, "withheld"],
  [
    "the server is gone",
    { text: "", outcome: { ...COMPLETE, state: "failed", errorCode: "model_unavailable" } },
    "model_unavailable",
  ],
  ["the call was refused", { text: "", outcome: { ...COMPLETE, state: "refused" } }, "refused"],
] as const)("composes from the facts when %s", (_, change, note) => {
  expect(judge(change)).toEqual({ state: "ready", text: "Dunlin Walking Shoe. Shoes.", note });
});

it("keeps the whole sentences of an answer that was cut off", () => {
  const cut = { ...COMPLETE, state: "cut", finishReason: null } as const;
  expect(judge({ text: `${TEXT} It is ma`, outcome: cut })).toEqual({ state: "ready", text: TEXT, note: "cut" });
});

it("keeps what had arrived when the reader stopped it, or says that nothing had", () => {
  expect(judge({ outcome: null })).toEqual({ state: "ready", text: TEXT, note: "stopped" });
  expect(judge({ outcome: null, text: "Du" })).toEqual({ state: "failed", text: "", note: "stopped" });
});
