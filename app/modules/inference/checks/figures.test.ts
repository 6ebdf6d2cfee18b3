import { describe, expect, it } from "vitest";
import type { Evidence } from "~/modules/inference/inference-types";
import { comparable } from "./comparable";
import { compileEvidence, isKnownFigure } from "./evidence-facts";
import { findFigures } from "./figures";

/** Whether every figure of a text stands in the evidence. */
function isHeld(text: string, evidence: string): boolean {
  const item: Evidence = { id: "1", kind: "page", title: "", url: "https://shop.example", text: evidence };
  const facts = compileEvidence([item]);
  return findFigures(comparable(text)).every((figure) => isKnownFigure(figure, facts));
}

describe("figures", () => {
  it.each([
    ["order before 2 pm", "order before 14:00", true],
    ["order before 2 pm", "vor 14 Uhr bestellen", true],
    ["order before 2 p.m.", "order before 2 am", false],
    ["vor 14.00 Uhr", "before 2 o'clock", true],
    ["open 9:00 to 17:30", "open from 9 am to 5:30 pm", true],
    ["open 9:00 to 17:30", "open until 5 am", false],
  ])("reads times of day in every way: %s, %s", (evidence, text, held) => {
    expect(isHeld(text, evidence)).toBe(held);
  });

  it.each([
    ["takes 2–4 days", "takes 2 to 4 days", true],
    ["takes 2–4 days", "takes two to four days", true],
    ["takes 2–4 days", "takes up to 4 days", true],
    ["takes 2–4 days", "takes at least 2 days", true],
    ["takes 2–4 days", "takes 2 days", false],
    ["takes 2–4 days", "takes one or four days", false],
    ["sizes 38–46", "from size 38", true],
  ])("keeps the lower end of a span apart: %s, %s", (evidence, text, held) => {
    expect(isHeld(text, evidence)).toBe(held);
  });

  it.each([
    ["5 business days", "fünf Werktage", true],
    ["5 business days", "cinco días laborables", true],
    ["5 business days", "5 jours ouvrés", true],
    ["5 business days", "5 days", true],
    ["30 days", "30 business days", false],
    ["14 days", "two weeks", true],
    ["14 days", "three weeks", false],
    ["2 years", "24 months", true],
    ["340 g", "0.34 kg", true],
    ["340 g", "340 kg", false],
    ["a colour temperature of 2700–4000 K", "4000 kelvin", true],
  ])("compares units: %s, %s", (evidence, text, held) => {
    expect(isHeld(text, evidence)).toBe(held);
  });

  it.each([
    ["eightynine euros", "89"],
    ["neunzehnneunzig Euro", "19.9"],
    ["dreiundzwanzigtausend Euro", "23000"],
    ["novanta giorni", "90"],
    ["xiv days", "14"],
    ["dix jours", "10"],
  ])("reads %s", (text, reading) => {
    expect(findFigures(text).map(({ readings }) => readings)).toEqual([[reading]]);
  });
});
