import { describe, expect, it } from "vitest";
import type { Evidence } from "~/modules/inference/inference-types";
import { pickQuotes } from "./compose-from-evidence";
import { startJudgedAnswer } from "./judged-answer";

const EVIDENCE: Evidence[] = [
  {
    id: "1",
    kind: "policy",
    title: "Returns",
    url: "https://shop.example/r",
    text: "You can return shoes within 30 days of delivery. Refunds are paid within 5 working days.",
  },
  {
    id: "2",
    kind: "policy",
    title: "Shipping",
    url: "https://shop.example/s",
    text: "Germany: 6.90 EUR. Shoes are shipped in their own box.",
  },
];
const QUESTION = "How long do I have to return shoes?";
const COMPOSED = "You can return shoes within 30 days of delivery. [1]";
const start = () =>
  startJudgedAnswer({ question: QUESTION, evidence: EVIDENCE, quotes: pickQuotes(QUESTION, EVIDENCE) });

describe("startJudgedAnswer", () => {
  it("shows a supported sentence as soon as it is whole, and its mark at the end", () => {
    const answer = start();
    expect(answer.add("You have 30 days ")).toBe("");
    expect(answer.add("from delivery to return shoes.")).toBe("You have 30 days from delivery to return shoes.");
    expect(answer.end(true)).toBe(" [1]");
    expect(answer.isModelUseful()).toBe(true);
    expect(answer.cited()).toEqual(["1"]);
  });

  it("drops what is not supported and answers in the shop's words", () => {
    const answer = start();
    expect(answer.add("Our shoes are the finest in the whole world. You have 60 days to return shoes.")).toBe("");
    expect(answer.end(true)).toBe(COMPOSED);
    expect(answer.isModelUseful()).toBe(false);
  });

  it("begins with the time that was asked for, not with something true beside it", () => {
    const answer = start();
    expect(answer.add("Shoes are shipped in their own box. ")).toBe("");
    expect(answer.end(true)).toBe("You can return shoes within 30 days of delivery. [1]");
    expect(answer.cited()).toEqual(["1"]);
  });

  it("never shows half a sentence of a cut answer", () => {
    const answer = start();
    expect(answer.add("You have 30 days to return")).toBe("");
    expect(answer.end(false)).toBe(COMPOSED);
  });

  it("says a repeated sentence once", () => {
    const answer = start();
    const sentence = "You have 30 days to return shoes.";
    expect(answer.add(`${sentence} ${sentence}`)).toBe(sentence);
    expect(answer.end(true)).toBe(" [1]");
  });

  it("answers in the shop's words when the model says nothing", () => {
    expect(start().end(false)).toBe(COMPOSED);
  });
});
