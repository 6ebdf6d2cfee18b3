import { describe, expect, it } from "vitest";
import { describeError } from "./describe-error";

describe("describeError", () => {
  it("keeps type, message, code, places and causes", () => {
    const cause = Object.assign(new Error("connect refused"), { code: "ECONNREFUSED" });
    const described = describeError(new TypeError("fetch failed", { cause }));
    expect(described).toMatchObject({ type: "TypeError", message: "fetch failed", cause: { code: "ECONNREFUSED" } });
    expect(described.stack.every((line) => line.startsWith("at "))).toBe(true);
  });

  it("leaves out what a library hangs on an error", () => {
    const error = Object.assign(new Error("terminating connection"), { client: { password: "hunter2" } });
    expect(JSON.stringify(describeError(error))).not.toContain("hunter2");
  });

  it("leaves out the arguments that Prisma quotes, in message and stack", () => {
    const error = new Error(
      'Invalid `tx.message.create()` invocation:\n{ data: { body: "Ada" } }\n\nUnique constraint failed',
    );
    error.name = "PrismaClientKnownRequestError";
    const text = JSON.stringify(describeError(error));
    expect(text).toContain("Unique constraint failed");
    expect(text).not.toContain("Ada");
  });

  it("ends with a circle of causes", () => {
    const error = new Error("a");
    error.cause = error;
    expect(JSON.stringify(describeError(error)).length).toBeLessThan(20_000);
  });
});
