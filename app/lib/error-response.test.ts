import { describe, expect, it } from "vitest";
import { AppError } from "./app-error";
import { errorResponse } from "./error-response.server";

const request = new Request("http://app.test/chat/turn?secret=1");

describe("errorResponse", () => {
  it("tells code and user text, and when to come back", async () => {
    const error = new AppError("budget_exceeded", {
      message: "scope x",
      userMessage: "Please wait a moment.",
      retryAfterS: 7,
    });
    const response = errorResponse(error, request);
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("7");
    expect(await response.json()).toEqual({ error: { code: "budget_exceeded", message: "Please wait a moment." } });
  });

  it("shows nothing of an unexpected error", async () => {
    const response = errorResponse(new Error('relation "shop" does not exist at 10.0.0.5'), request);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/relation|10\.0/);
  });

  it("hands through a response that was thrown", () => {
    const thrown = new Response(null, { status: 401 });
    expect(errorResponse(thrown, request)).toBe(thrown);
  });
});
