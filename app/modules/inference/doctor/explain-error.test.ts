import { APIError } from "openai";
import { describe, expect, it } from "vitest";
import { errorCode, explainError, plainText } from "./explain-error";

const withCode = (code: string) => Object.assign(new Error("x"), { code });

describe("explainError", () => {
  it.each([
    [withCode("ECONNREFUSED"), /Nothing answers there/],
    [new TypeError("fetch failed", { cause: withCode("ENOTFOUND") }), /no such name/],
    [new TypeError("fetch failed", { cause: new AggregateError([withCode("ECONNREFUSED")]) }), /Nothing answers there/],
    [new TypeError("fetch failed", { cause: withCode("CERT_HAS_EXPIRED") }), /has expired/],
    [new TypeError("fetch failed", { cause: withCode("EWEIRD") }), /The connection failed \(EWEIRD\)/],
    [new TypeError("fetch failed", { cause: new Error("unexpected redirect") }), /redirects to another address/],
    [new DOMException("x", "TimeoutError"), /did not answer in time/],
    [
      APIError.generate(400, { error: { message: "no\n\u202etools\u0007." } }, undefined, new Headers()),
      /status 400 and said: no tools\.$/,
    ],
    ["nonsense", /The request failed/],
  ])("says what %s means", (error, words) => {
    expect(explainError(error)).toMatch(words);
  });

  it("keeps what a server says short", () => {
    const error = APIError.generate(500, { error: { message: "x".repeat(5_000) } }, undefined, new Headers());
    expect(explainError(error).length).toBeLessThan(300);
  });
});

it("finds a code however deep it is wrapped, and none where there is none", () => {
  expect(errorCode(new Error("a", { cause: new Error("b", { cause: withCode("EX") }) }))).toBe("EX");
  expect(errorCode(new Error("a"))).toBeNull();
  expect(errorCode(null)).toBeNull();
});

it("makes one plain line", () => {
  expect(plainText("  a\u001b[31m\r\n\u200bb  ", 20)).toBe("a [31m b");
});
