import { createHmac } from "node:crypto";
import { Script } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { API_KEY, API_SECRET, startTestShop } from "../storefront/test-shop.ts";
import type { TestShop } from "../storefront/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.close());

async function frameAddress(path: string, host?: string): Promise<URL> {
  const { body } = await shop.visitor(host).get(path);
  const address = /data-src="([^"]*)"/.exec(body)?.[1]?.replaceAll("&amp;", "&");
  if (!address) throw new Error(`no frame on ${path}`);
  return new URL(address);
}

test("the frame opens the app's page with a query that Shopify's HMAC rule accepts", async () => {
  const url = await frameAddress("/admin/apps/inhouse/copy/7?view=diff&shop=evil.myshopify.com");
  expect(url.origin + url.pathname).toBe("http://localhost:3000/app/copy/7");
  const { hmac, ...rest } = Object.fromEntries(url.searchParams);
  const sorted = Object.entries(rest).sort(([a], [b]) => a.localeCompare(b));
  const message = new URLSearchParams(sorted).toString();
  expect(hmac).toBe(createHmac("sha256", API_SECRET).update(message).digest("hex"));
  expect(rest).toMatchObject({ shop: "demo.myshopify.com", embedded: "1", view: "diff", locale: "en" });
  expect(atob(rest["host"] ?? "")).toBe("admin.shopify.com/store/demo");
  expect(Math.abs(Number(rest["timestamp"]) - Date.now() / 1_000)).toBeLessThan(5);
});

test("each shop's frame speaks for its own shop", async () => {
  const url = await frameAddress("/admin/apps/inhouse", "second.localhost");
  expect(url.searchParams.get("shop")).toBe("second.myshopify.com");
  const payload = url.searchParams.get("id_token")?.split(".")[1] ?? "";
  const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString());
  expect(claims).toMatchObject({ dest: "https://second.myshopify.com", aud: API_KEY });
});

test("the user menu goes on as another member of staff, from the admin only", async () => {
  const visitor = shop.visitor();
  const headers = { "sec-fetch-site": "cross-site" };
  expect((await visitor.post("/admin/staff", { id: 90010003 }, headers)).status).toBe(403);
  expect((await visitor.post("/admin/staff", { id: 90010003 })).status).toBe(303);
  const { body } = await visitor.get("/admin/apps/inhouse");
  expect(body).toContain("Anke Brandt");
  const token = /id_token=([\w.-]+)/.exec(body)?.[1] ?? "";
  const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  expect(claims).toMatchObject({ sub: "90010003" });
});

test.each([
  ["/admin", "/admin/apps/inhouse"],
  [`/admin/apps/${API_KEY}/logs?page=2`, "/admin/apps/inhouse/logs?page=2"],
  ["/admin/apps/inhouse/app/copy", "/admin/apps/inhouse/copy"],
])("%s leads to %s", async (path, target) => {
  expect((await shop.visitor().get(path)).headers["location"]).toBe(target);
});

test("the admin cannot be framed, and pages that it lacks say so", async () => {
  expect((await shop.visitor().get("/admin/apps/inhouse")).headers["x-frame-options"]).toBe("DENY");
  const { status, body } = await shop.visitor().get("/admin/orders/1");
  expect(status).toBe(404);
  expect(body).toContain("Not in the development store");
});

test("the theme editor's deep link shows the switch; the switch works from the admin only", async () => {
  const visitor = shop.visitor("second.localhost");
  const editor = `/admin/themes/current/editor?context=apps&activateAppId=${API_KEY}/chat-embed`;
  const { embed } = shop.devStore.context;
  embed.setEnabled("second.myshopify.com", false);
  expect((await visitor.get(editor)).body).toContain('aria-checked="false"');
  const foreign = await visitor.post("/admin/themes/embed", { enabled: true }, { "sec-fetch-site": "cross-site" });
  expect([foreign.status, embed.isEnabled("second.myshopify.com")]).toEqual([403, false]);
  await visitor.post("/admin/themes/embed", { enabled: true }, { "sec-fetch-site": "same-origin" });
  expect((await visitor.get(editor)).body).toContain('aria-checked="true"');
});

test("the App Bridge stand-in is one script that parses and knows each shop's origin", async () => {
  const { body, headers } = await shop.visitor().get("/_shopify/app-bridge.js");
  expect(headers["content-type"]).toContain("javascript");
  expect(() => new Script(body)).not.toThrow();
  expect(body).not.toMatch(/^(import|export) /m);
  expect(body).toContain(`"demo.myshopify.com":"http://localhost:${shop.port}"`);
  expect(body).toContain(`"second.myshopify.com":"http://second.localhost:${shop.port}"`);
});

test("the picker searches products and gives no cost", async () => {
  const { body } = await shop.visitor().get("/admin/picker/products?query=wool");
  const items = z.array(z.object({ id: z.string(), title: z.string() })).parse(JSON.parse(body));
  expect(items.map(({ title }) => title)).toContain("Skein Scarf");
  expect(items[0]?.id).toMatch(/^gid:\/\/shopify\/Product\/\d+$/);
  expect(body).not.toMatch(/cost/);
  expect((await shop.visitor().get("/admin/picker/products?draft=maybe")).status).toBe(400);
});
