/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-argument -- parsed JSON, whose shape is what these tests assert */
import { shopifyApi, ApiVersion } from "@shopify/shopify-api";
import "@shopify/shopify-api/adapters/node";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startAppStub } from "./test-app.ts";
import type { AppStub } from "./test-app.ts";
import { API_KEY, API_SECRET, SHOP, startDevStore } from "./test-store.ts";
import type { TestDevStore } from "./test-store.ts";

const library = shopifyApi({
  apiKey: API_KEY,
  apiSecretKey: API_SECRET,
  apiVersion: ApiVersion.October26,
  hostName: "localhost",
  isEmbeddedApp: true,
  logger: { log: () => undefined },
});

let app: AppStub;
let shop: TestDevStore;
beforeAll(async () => {
  app = await startAppStub();
  shop = await startDevStore({ appUrl: app.origin });
});
beforeEach(async () => {
  await shop.control({ reset: true });
  app.received.splice(0);
  app.answer(200);
});
afterAll(async () => {
  await shop.close();
  app.close();
});

const lastQuery = () => Object.fromEntries(new URL(app.received.at(-1)?.url ?? "", app.origin).searchParams);
/** The login cookie of a customer, as the storefront would set it. */
function cookieOf(customerId: number): string {
  const { context } = shop.devStore;
  const store = context.stores.byDomain(SHOP);
  if (!store) throw new Error("the test store is not loaded");
  let cookie = "";
  const response = Object.assign(Object.create(express.response), {
    append: (_name: string, value: string) => (cookie = value),
    req: {},
  });
  context.loginCustomer(response, store, customerId);
  return cookie.split(";")[0] ?? "";
}

test("signs the query as Shopify's own library verifies it", async () => {
  const response = await fetch(`${shop.origin}/apps/inhouse/session?b=2&a=1&a=%C3%A9&shop=evil&signature=0`, {
    method: "POST",
    headers: { cookie: `theme=1; ${cookieOf(7)}`, "content-type": "application/json" },
    body: '{"hello":"world"}',
  });
  expect(response.status).toBe(200);
  const request = app.received.at(-1);
  const url = new URL(request?.url ?? "", app.origin);
  expect(url.pathname).toBe("/proxy/session");
  expect(await library.utils.validateHmac(url.searchParams, { signator: "appProxy" })).toBe(true);
  expect(lastQuery()).toMatchObject({ shop: SHOP, logged_in_customer_id: "7", path_prefix: "/apps/inhouse" });
  expect(request).toMatchObject({ method: "POST", body: '{"hello":"world"}' });
  expect(request?.headers.cookie).toBeUndefined();
});

test("knows no customer without a cookie or with a forged one", async () => {
  await fetch(`${shop.origin}/apps/inhouse/session`);
  expect(lastQuery()["logged_in_customer_id"]).toBe("");
  await fetch(`${shop.origin}/apps/inhouse/session`, { headers: { cookie: "devstore_customer_tiny=7.forged" } });
  expect(lastQuery()["logged_in_customer_id"]).toBe("");
});

test("strips cookies from the answer, caps the body and reports a dead app", async () => {
  app.answer(201, { "set-cookie": "a=1", "x-kept": "yes" }, "made");
  const response = await fetch(`${shop.origin}/apps/inhouse/turn`);
  expect([
    response.status,
    response.headers.get("set-cookie"),
    response.headers.get("x-kept"),
    await response.text(),
  ]).toEqual([201, null, "yes", "made"]);
  const big = await fetch(`${shop.origin}/apps/inhouse/turn`, { method: "POST", body: "x".repeat(1_100_000) });
  expect(big.status).toBe(413);
  await shop.control({ fail: { target: "proxy", mode: "error", times: 1 } });
  expect((await fetch(`${shop.origin}/apps/inhouse/turn`)).status).toBe(502);
});

test("sends signed webhooks, retries failed ones and repeats on demand with the same id", async () => {
  app.answer(500);
  await shop.control({ webhook: { shop: SHOP, topic: "customers/redact", duplicate: 1 } });
  await expect.poll(() => app.received.length).toBeGreaterThanOrEqual(2);
  app.answer(200);
  await shop.devStore.webhooksSent();
  expect(app.received.length).toBe(4);
  expect(new Set(app.received.map(({ headers }) => headers["x-shopify-webhook-id"])).size).toBe(1);
  const last = app.received.at(-1);
  if (!last) throw new Error("nothing was received");
  const { headers, body } = last;
  expect(headers["x-shopify-topic"]).toBe("customers/redact");
  const checked = await library.webhooks.validate({
    rawBody: body,
    rawRequest: { headers, method: "POST", url: "/webhooks" },
  });
  expect(checked).toMatchObject({ valid: true, topic: "CUSTOMERS_REDACT", domain: SHOP });
  expect(JSON.parse(body)).toMatchObject({ shop_domain: SHOP, customer: { id: 7 }, orders_to_redact: [70] });
});

test("tells the installed app of a changed product, and of its removal", async () => {
  await shop.control({ product: { shop: SHOP, handle: "rain-shoe", set: { title: "Before install" } } });
  await shop.devStore.webhooksSent();
  expect(app.received).toHaveLength(0);
  await shop.exchange();
  await shop.control({ product: { shop: SHOP, handle: "rain-shoe", set: { title: "Storm" } } });
  await shop.devStore.webhooksSent();
  expect(JSON.parse(app.received[0]?.body ?? "{}")).toMatchObject({ id: 1, title: "Storm", status: "active" });
  await shop.control({ uninstall: SHOP });
  await shop.devStore.webhooksSent();
  expect(app.received.at(-1)?.headers["x-shopify-topic"]).toBe("app/uninstalled");
  expect(shop.devStore.context.isInstalled(SHOP)).toBe(false);
});

test("keeps tokens and changed texts across a restart", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "devstore-data-"));
  const first = await startDevStore({ dataFolder });
  const { access_token: token } = (await first.exchange()).body;
  await first.control({ embed: { shop: SHOP, enabled: false } });
  await first.close();
  const second = await startDevStore({ dataFolder });
  expect((await second.graphql("{ shop { name } }", {}, token)).status).toBe(200);
  expect(second.devStore.context.embed.isEnabled(SHOP)).toBe(false);
  await second.close();
  rmSync(dataFolder, { recursive: true });
});

test("refuses a bad order with the reason", async () => {
  const { status, body } = await shop.post("/_shopify/control", { fail: { target: "moon" } });
  expect(status).toBe(400);
  expect(body.error).toContain("target");
  expect((await shop.post("/_shopify/control", { uninstall: "nobody.myshopify.com" })).body.error).toContain("nobody");
});
