/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-argument -- parsed JSON, whose shape is what these tests assert */
import { afterAll, beforeAll, expect, test } from "vitest";
import { API_KEY, API_SECRET, SHOP, startDevStore } from "./test-store.ts";
import type { TestDevStore } from "./test-store.ts";

let shop: TestDevStore;
beforeAll(async () => {
  shop = await startDevStore();
});
afterAll(() => shop.close());

const PATH = `/_shopify/${SHOP}/admin/oauth/access_token`;
const refresh = (token: string) =>
  shop.post(PATH, { client_id: API_KEY, client_secret: API_SECRET, grant_type: "refresh_token", refresh_token: token });
const statusWith = async (token: string) => (await shop.graphql("{ shop { name } }", {}, token)).status;

test("exchanges a session token for an expiring offline token and installs the app", async () => {
  const { status, body } = await shop.exchange();
  expect(status).toBe(200);
  expect(body).toMatchObject({ expires_in: 3600, refresh_token_expires_in: 7_776_000 });
  expect(body.scope).toContain("write_products");
  expect(shop.devStore.context.isInstalled(SHOP)).toBe(true);
  expect(await statusWith(body.access_token)).toBe(200);
});

test("an online token says who is logged in, and opens nothing", async () => {
  const requested_token_type = "urn:shopify:params:oauth:token-type:online-access-token";
  const { status, body } = await shop.exchange({ requested_token_type });
  expect(status).toBe(200);
  expect(body.associated_user).toMatchObject({ id: 1, first_name: "Sam", account_owner: true });
  expect(await statusWith(body.access_token)).toBe(401);
});

test("gives a token without an end when none is asked for", async () => {
  const { body } = await shop.exchange({ expiring: "0" });
  expect(Object.keys(body)).toEqual(["access_token", "scope"]);
});

test("refuses forged, foreign and misaddressed session tokens", async () => {
  const { context } = shop.devStore;
  const own = context.stores.byDomain(SHOP);
  const other = context.stores.byDomain("other.myshopify.com");
  if (!own || !other) throw new Error("stores are not loaded");
  const good = context.mintSessionToken(own);
  for (const token of [`${good}x`, context.mintSessionToken(other), "not.a.token", ""]) {
    const { status, body } = await shop.exchange({ subject_token: token });
    expect([status, body.error]).toEqual([400, "invalid_subject_token"]);
  }
  expect((await shop.exchange({ client_secret: "wrong" })).status).toBe(401);
});

test("a refresh token works once and ends the old access token", async () => {
  const first = (await shop.exchange()).body;
  const second = await refresh(first.refresh_token);
  expect(second.status).toBe(200);
  expect(await statusWith(second.body.access_token)).toBe(200);
  expect(await statusWith(first.access_token)).toBe(401);
  expect((await refresh(first.refresh_token)).status).toBe(401);
});

test("expired and revoked tokens, and those of another shop, are refused", async () => {
  const { access_token: token, refresh_token: refreshToken } = (await shop.exchange()).body;
  const elsewhere = await shop.post(
    "/_shopify/other.myshopify.com/admin/api/2026-10/graphql.json",
    { query: "{ shop { name } }" },
    { "x-shopify-access-token": token },
  );
  expect(elsewhere.status).toBe(401);
  await shop.control({ expireToken: SHOP });
  expect(await statusWith(token)).toBe(401);
  const renewed = (await refresh(refreshToken)).body;
  expect(await statusWith(renewed.access_token)).toBe(200);
  await shop.control({ revokeToken: SHOP });
  expect(await statusWith(renewed.access_token)).toBe(401);
});

test("the session token route serves the admin's own page only", async () => {
  const url = `${shop.origin}/_shopify/${SHOP}/session-token`;
  expect((await fetch(url)).status).toBe(200);
  expect((await fetch(url, { headers: { origin: "https://evil.example" } })).status).toBe(403);
});
