import { expect, it } from "vitest";
import { findInTexts, toPattern } from "./searched-texts";

const request = JSON.stringify({
  messages: [
    { role: "system", content: "Say nothing about returns." },
    {
      role: "user",
      content:
        'data7f\n{"id":"1","title":"Returns","text":"30 days"}\nEND data7f\n\nUse the data to answer: Do you\ntake boots back?',
    },
  ],
});
const find = (text: string, response: string | null = "Yes, within 30 days (a+b)?") =>
  findInTexts(toPattern(text), request, response);

it("finds text in turns and in the answer, whatever its case and spaces", () => {
  expect(find("DO YOU take")).toEqual([
    { where: "asked", before: "Use the data to answer: ", match: "Do you\ntake", after: " boots back?" },
  ]);
  expect(find("within 30")[0]).toMatchObject({ where: "answered", before: "Yes, ", match: "within 30" });
});

it("does not look into our own instructions and the shop's data", () => {
  expect(find("nothing about")).toEqual([]);
  expect(find("Returns")).toEqual([]);
  expect(find("30 days", null)).toEqual([]);
});

it("takes signs as they are", () => {
  expect(find("(a+b)?")).toHaveLength(1);
  expect(find("[a-z]")).toEqual([]);
  expect(find("a.b")).toEqual([]);
});

it("shortens what stands around a find", () => {
  const [excerpt] = find("needle", `${"x".repeat(200)}needle${"y".repeat(200)}`);
  expect(excerpt?.before).toBe(`…${"x".repeat(60)}`);
  expect(excerpt?.after).toBe(`${"y".repeat(60)}…`);
});

it("has nothing to find in an erased call", () => {
  expect(findInTexts(toPattern("boots"), null, null)).toEqual([]);
});
