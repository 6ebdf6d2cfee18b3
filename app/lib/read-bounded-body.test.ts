import { describe, expect, it } from "vitest";
import { readBoundedBody } from "./read-bounded-body.server";

function streamed(parts: string[]): Request {
  const body = new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });
  // Fetch wants `duplex` for a streamed body; the DOM's types don't know it yet.
  const init: RequestInit & { duplex: "half" } = { method: "POST", body, duplex: "half" };
  return new Request("http://app.test/", init);
}

describe("readBoundedBody", () => {
  it("joins the parts of a body", async () => {
    const bytes = await readBoundedBody(streamed(["ab", "cd", "é"]), 6);
    expect(new TextDecoder().decode(bytes)).toBe("abcdé");
  });

  it("counts a body that does not tell its length", async () => {
    await expect(readBoundedBody(streamed(["abc", "def"]), 5)).rejects.toMatchObject({
      code: "body_too_large",
      status: 413,
    });
  });

  it("refuses by the announced length without reading", async () => {
    const request = new Request("http://app.test/", {
      method: "POST",
      body: "short",
      headers: { "content-length": "9999" },
    });
    await expect(readBoundedBody(request, 10)).rejects.toMatchObject({ code: "body_too_large" });
    expect(request.bodyUsed).toBe(false);
  });

  it("takes a request without a body", async () => {
    expect(await readBoundedBody(new Request("http://app.test/"), 10)).toHaveLength(0);
  });
});
