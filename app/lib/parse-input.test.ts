import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "./app-error";
import { parseForm } from "./parse-form.server";
import { parseJson } from "./parse-json.server";

const Input = z.strictObject({
  title: z.string().max(5, "use at most 5 characters"),
  tag: z.array(z.string()).optional(),
});

function post(body: BodyInit, headers?: HeadersInit): Request {
  return new Request("http://app.test/", { method: "POST", body, ...(headers ? { headers } : {}) });
}

describe("parseJson", () => {
  it("gives the parsed value", async () => {
    expect(await parseJson(post('{"title":"abc"}'), Input)).toEqual({ title: "abc" });
  });

  it("names the wrong field and never its value", async () => {
    const failure = await parseJson(post('{"title":"secret-value"}'), Input).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({ code: "bad_request", userMessage: "title: use at most 5 characters." });
  });

  it.each(["{", "", "\u{0}"])("refuses %j as malformed", async (body) => {
    await expect(parseJson(post(body), Input)).rejects.toMatchObject({
      code: "bad_request",
      userMessage: "The request is not valid JSON.",
    });
  });

  it("refuses bytes that are no UTF-8", async () => {
    await expect(parseJson(post(Uint8Array.of(0x22, 0xff, 0x22)), z.string())).rejects.toMatchObject({
      code: "bad_request",
    });
  });

  it("keeps to its limit", async () => {
    await expect(parseJson(post(JSON.stringify("x".repeat(100))), z.string(), 50)).rejects.toMatchObject({
      status: 413,
    });
  });
});

describe("parseForm", () => {
  it("reads one value as text and repeated ones as a list", async () => {
    const body = new URLSearchParams([
      ["title", "abc"],
      ["tag", "a"],
      ["tag", "b"],
    ]);
    expect(await parseForm(post(body), Input)).toEqual({ title: "abc", tag: ["a", "b"] });
  });

  it("reads multipart forms", async () => {
    const body = new FormData();
    body.set("title", "abc");
    expect(await parseForm(post(body), Input)).toEqual({ title: "abc" });
  });

  it("refuses what is no form", async () => {
    await expect(parseForm(post("{}", { "content-type": "application/json" }), Input)).rejects.toMatchObject({
      code: "bad_request",
    });
  });
});
