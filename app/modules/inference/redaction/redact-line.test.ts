import { describe, expect, it } from "vitest";
import { redactLine } from "./redact-line";

const textOf = (line: string) => {
  const result = redactLine(line, ["DE"]);
  return result.ok ? result.value.text : result.reason;
};

describe("redactLine", () => {
  it("takes plain text and JSON", () => {
    expect(textOf("to jo@example.com")).toBe("to [EMAIL_1]");
    expect(textOf('{"text":"to jo@example.com"}')).toBe("to [EMAIL_1]");
    expect(textOf("")).toBe("");
  });

  it("takes known values as a string or a list", () => {
    const known = {
      name: "Xy Zq",
      email: ["a@b.example"],
      phone: "+49 151 23456789",
      address: ["Am Hof 3, 12345 Nirgends"],
    };
    expect(textOf(JSON.stringify({ text: "xy zq, am hof 3, 0151 23456789", known }))).toBe(
      "[NAME_1], [ADDRESS_1], [PHONE_1]",
    );
    expect(textOf(JSON.stringify({ text: "hello", known: null }))).toBe("hello");
  });

  it("says what is wrong with a line", () => {
    expect(textOf("{nonsense}")).toBe("it begins as JSON but is none");
    expect(textOf('{"text":5}')).toMatch(/^text: /);
    expect(textOf('{"text":"a","known":{"name":7}}')).toMatch(/^known\.name/);
    expect(textOf('{"message":"a"}')).toMatch(/^text: /);
  });
});
