import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { runDocument, type AdminClient } from "./run-document";

const NAME = { text: "{ shop { name } }", data: z.object({ shop: z.object({ name: z.string().nullable() }) }) };
const THROTTLED = {
  errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
  extensions: { cost: { requestedQueryCost: 10, throttleStatus: { currentlyAvailable: 9, restoreRate: 1_000 } } },
};
const denied = (path?: string[]) => ({ message: "not approved", path, extensions: { code: "ACCESS_DENIED" } });

function answering(...answers: unknown[]) {
  return vi.fn<AdminClient>(() => Promise.resolve(answers.length > 1 ? answers.shift() : answers[0]));
}

/** Vitest types its matchers as any. */
const containing = (text: string): unknown => expect.stringContaining(text);
const notContaining = (text: string): unknown => expect.not.stringContaining(text);

describe("runDocument", () => {
  test("returns the checked data", async () => {
    const client = answering({ data: { shop: { name: "Tiny", more: 1 } } });
    await expect(runDocument(client, NAME)).resolves.toEqual({ data: { shop: { name: "Tiny" } }, withheld: [] });
  });

  test("waits and tries again while throttled", async () => {
    const client = answering(THROTTLED, THROTTLED, { data: { shop: { name: "Tiny" } } });
    await expect(runDocument(client, NAME)).resolves.toMatchObject({ data: { shop: { name: "Tiny" } } });
    expect(client).toHaveBeenCalledTimes(3);
  });

  test("gives up when it stays throttled for half a minute", async () => {
    vi.useFakeTimers();
    const outcome = expect(runDocument(answering(THROTTLED), NAME)).rejects.toMatchObject({ code: "shopify_failed" });
    await vi.advanceTimersByTimeAsync(31_000);
    await outcome;
    vi.useRealTimers();
  });

  test("tells withheld from absent", async () => {
    const client = answering({ data: { shop: { name: null } }, errors: [denied(["shop", "name"])] });
    await expect(runDocument(client, NAME)).resolves.toEqual({
      data: { shop: { name: null } },
      withheld: ["shop.name"],
    });
  });

  test.each([
    ["an error of another kind", { data: { shop: { name: null } }, errors: [denied(["shop"]), { message: "broken" }] }],
    ["access denied to everything", { data: null, errors: [denied()] }],
    ["access denied to a needed part", { data: { shop: null }, errors: [denied(["shop"])] }],
    ["data of another form", { data: { shop: { name: 1 } } }],
    ["no GraphQL at all", "<html>502</html>"],
  ])("fails on %s", async (_name, answer) => {
    await expect(runDocument(answering(answer), NAME)).rejects.toMatchObject({ code: "shopify_failed" });
  });

  test("fails when the network fails, without saying how to the reader", async () => {
    const client: AdminClient = () => Promise.reject(new Error("ECONNRESET 10.0.0.1"));
    await expect(runDocument(client, NAME)).rejects.toMatchObject({
      code: "shopify_failed",
      userMessage: notContaining("10.0.0.1"),
    });
  });

  test("does not wait longer than its time limit", async () => {
    const client: AdminClient = () => new Promise(() => undefined);
    await expect(runDocument(client, NAME, {}, { timeoutMs: 20 })).rejects.toMatchObject({
      code: "shopify_failed",
      message: containing("20 ms"),
    });
  });
});
