/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-return -- parsed JSON, whose shape is what these tests assert */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hmacSha256 } from "../signatures.ts";
import { startAppStub } from "../test-app.ts";
import type { AppStub } from "../test-app.ts";
import { API_SECRET, startDevStore } from "../test-store.ts";
import type { TestDevStore } from "../test-store.ts";

let app: AppStub;
let shop: TestDevStore;
beforeAll(async () => {
  app = await startAppStub();
  shop = await startDevStore({ appUrl: app.origin });
});
afterAll(async () => {
  await shop.close();
  app.close();
});

const PRODUCTS = "{ products { edges { node { id title variants { edges { node { id sku } } } } } } }";
const run = (query: string, grouped = true) =>
  shop.graphql(
    "mutation($query: String!, $grouped: Boolean!) { bulkOperationRunQuery(query: $query, groupObjects: $grouped) { bulkOperation { id status url } userErrors { code message } } }",
    { query, grouped },
  );
const read = async (id: string) =>
  (
    await shop.graphql(
      "query($id: ID!) { bulkOperation(id: $id) { status url objectCount rootObjectCount errorCode } }",
      { id },
    )
  ).body.data.bulkOperation;

async function finished(id: string) {
  for (;;) {
    const operation = await read(id);
    if (!["CREATED", "RUNNING", "CANCELING"].includes(operation.status)) return operation;
    await sleep(25);
  }
}

test("runs a query, writes nested objects after their parent and sends the webhook", async () => {
  const started = (await run(PRODUCTS)).body.data.bulkOperationRunQuery;
  expect(started.bulkOperation).toMatchObject({ status: "CREATED", url: null });
  const operation = await finished(started.bulkOperation.id);
  expect(operation).toMatchObject({ status: "COMPLETED", objectCount: "9", rootObjectCount: "3" });
  const lines = (await (await fetch(operation.url)).text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.slice(0, 2)).toEqual([
    { id: "gid://shopify/Product/1", title: "Rain shoe" },
    { id: "gid://shopify/ProductVariant/10", sku: "T-1-41", __parentId: "gid://shopify/Product/1" },
  ]);
  await shop.devStore.webhooksSent();
  const webhook = app.received.find(({ headers }) => headers["x-shopify-topic"] === "bulk_operations/finish");
  expect(webhook?.url).toBe("/webhooks");
  expect(webhook?.headers["x-shopify-hmac-sha256"]).toBe(hmacSha256(API_SECRET, webhook?.body ?? "", "base64"));
  expect(JSON.parse(webhook?.body ?? "{}")).toMatchObject({
    admin_graphql_api_id: started.bulkOperation.id,
    status: "completed",
    type: "query",
  });
});

test("does not keep nested objects with their parent unless asked to", async () => {
  const { id } = (await run(PRODUCTS, false)).body.data.bulkOperationRunQuery.bulkOperation;
  const lines = (await (await fetch((await finished(id)).url)).text()).trim().split("\n");
  expect(lines.map((line) => "__parentId" in JSON.parse(line))).toEqual([
    ...Array(3).fill(false),
    ...Array(6).fill(true),
  ]);
});

test("refuses queries that cannot run in bulk", async () => {
  const errorOf = async (query: string) => (await run(query)).body.data.bulkOperationRunQuery.userErrors[0]?.message;
  expect(await errorOf("{ shop { name } }")).toBe("Bulk queries must contain at least one connection.");
  expect(await errorOf("{ products { edges { node { title variants { edges { node { id } } } } } } }")).toContain(
    "must select the 'id' field",
  );
  expect(await errorOf("{ products { edges { node { colour } } } }")).toContain("colour");
  expect(await errorOf("{ products {")).toContain("Syntax Error");
});

test("fails for what the token may not read, is cancelled on request, and runs five at a time", async () => {
  const denied = (await run("{ shopLocales { locale } products { edges { node { id } } } }")).body.data
    .bulkOperationRunQuery;
  expect(denied.userErrors[0].message).toContain("single top-level field");
  const inventory = (await run("{ draftOrders { edges { node { id } } } }")).body.data.bulkOperationRunQuery;
  expect(await finished(inventory.bulkOperation.id)).toMatchObject({
    status: "FAILED",
    errorCode: "ACCESS_DENIED",
    url: null,
  });

  const all = await Promise.all(Array.from({ length: 6 }, () => run(PRODUCTS)));
  const answers = all.map(({ body }) => body.data.bulkOperationRunQuery);
  expect(answers.filter(({ userErrors }) => userErrors[0]?.code === "OPERATION_IN_PROGRESS")).toHaveLength(1);
  const { id } = answers.find(({ bulkOperation }) => bulkOperation).bulkOperation;
  const cancelled = await shop.graphql(
    "mutation($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }",
    { id },
  );
  expect(cancelled.body.data.bulkOperationCancel).toEqual({ bulkOperation: { status: "CANCELING" }, userErrors: [] });
  expect((await finished(id)).status).toBe("CANCELED");
});
