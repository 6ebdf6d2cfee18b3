import { expect, it } from "vitest";
import { errorResponse } from "~/lib/error-response.server";
import { loader as health } from "~/routes/healthz";
import { checkDatabase, withTenant } from "./db.server";

// Unit tests run with a DATABASE_URL where nothing listens.
const request = new Request("http://app.example/chat/turn");

it("a dead database is a 503 that says what to do and nothing of the inside", async () => {
  const failure: unknown = await withTenant({ shopId: "demo.myshopify.com" }, () => Promise.resolve(1)).catch(
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ code: "database_unavailable" });
  const response = errorResponse(failure, request);
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("10");
  const text = await response.text();
  expect(text).toContain("Nothing was lost");
  expect(text).not.toMatch(/127\.0\.0\.1|prisma|ECONN|inhouse_app/i);
});

it("the check at start says so too", async () => {
  await expect(checkDatabase()).rejects.toMatchObject({ code: "database_unavailable" });
});

it("the health page answers 503 without a word of the inside", async () => {
  const response = await health();
  expect(response.status).toBe(503);
  expect(await response.text()).not.toMatch(/127\.0\.0\.1|prisma|ECONN|inhouse_app/i);
});
