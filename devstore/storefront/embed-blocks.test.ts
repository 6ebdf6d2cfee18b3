import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterEach, beforeEach, expect, test } from "vitest";
import { renderEmbeds } from "./embed-blocks.ts";
import { startTestShop } from "./test-shop.ts";
import type { TestShop } from "./test-shop.ts";
import { findVisit } from "./visit.ts";

const SCHEMA = `{% schema %}{"name":"Chat","target":"body","settings":[{"type":"text","id":"label","default":"Ask"}]}{% endschema %}`;

let shop: TestShop;
let folder: string;
beforeEach(async () => {
  shop = await startTestShop();
  folder = `${mkdtempSync(`${tmpdir()}/extension-`)}/`;
  for (const name of ["blocks", "snippets", "locales"]) mkdirSync(folder + name);
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await shop.close();
});

async function render(liquid: string, type: "index" | "cart" = "index") {
  writeFileSync(`${folder}blocks/chat.liquid`, liquid);
  const { context } = shop.devStore;
  const request = { headers: { host: "localhost", cookie: "localization_language=de" }, path: "/" };
  // The storefront reads only these parts of a request.
  const visit = findVisit(context, request as Parameters<typeof findVisit>[1]);
  if (!visit) throw new Error("no visit");
  return renderEmbeds(visit, type, null, folder);
}

test("renders the block with settings, shop, texts, snippets and asset addresses", async () => {
  writeFileSync(`${folder}locales/en.default.json`, '{"hello":"Hello {{ name }}"}');
  writeFileSync(`${folder}locales/de.json`, '{"hello":"Hallo {{ name }}"}');
  writeFileSync(`${folder}snippets/mark.liquid`, "<i>{{ text }}</i>");
  const liquid = `{{ block.settings.label }}|{{ shop.permanent_domain }}|{{ 'hello' | t: name: shop.name }}|{% render 'mark', text: request.locale.iso_code %}|{{ 'a.js' | asset_url }}|{{ customer.id | default: 'guest' }}${SCHEMA}`;
  const { body } = await render(liquid);
  expect(body).toContain(
    "Ask|demo.myshopify.com|Hallo Larkfoot|<i>de</i>|/_shopify/extensions/chat-widget/assets/a.js|guest",
  );
  expect(body).not.toContain("schema");
});

test("keeps to the schema's target and templates", async () => {
  expect((await render(SCHEMA.replace('"body"', '"head"'))).body).toBe("");
  const onlyHome = SCHEMA.replace('"target"', '"enabled_on":{"templates":["index"]},"target"');
  expect((await render(onlyHome)).body).not.toBe("");
  expect((await render(onlyHome, "cart")).body).toBe("");
});

test("a broken block is an error in its place, not of the page", async () => {
  const { body } = await render(`{{ shop.name | no_such_filter }}${SCHEMA}`);
  expect(body).toContain("Liquid error (chat): undefined filter: no_such_filter");
});

test("the merchant's switch turns it off", async () => {
  shop.devStore.context.embed.setEnabled("demo.myshopify.com", false);
  expect(await render(`hello${SCHEMA}`)).toEqual({ head: "", body: "" });
});
