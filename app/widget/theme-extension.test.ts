import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { NodeFileSystem, getTheme, loadConfig } from "@shopify/theme-check-node";
import { check } from "@shopify/theme-check-common";
import { describe, expect, it } from "vitest";

const EXTENSION = fileURLToPath(new URL("../../extensions/chat-widget", import.meta.url));
/** Made by the build, and not there in a fresh clone. */
const BUILT = /assets\/chat-(?:launcher|panel)\.js' does not exist/;

const read = (file: string) => readFileSync(`${EXTENSION}/${file}`, "utf8");

/** The dotted names of every text in a locale file. */
function keysOf(value: unknown, prefix = ""): string[] {
  if (typeof value !== "object" || value === null) return [prefix];
  return Object.entries(value).flatMap(([key, child]) => keysOf(child, prefix === "" ? key : `${prefix}.${key}`));
}

describe("the theme app extension", () => {
  it("passes Shopify's theme check", async () => {
    const config = await loadConfig("theme-check:theme-app-extension", EXTENSION);
    const theme = await getTheme(config);
    // Without documentation sets, which the checker would fetch from the network.
    const offenses = await check(theme, config, { fs: NodeFileSystem });
    expect(theme.map(({ uri }) => uri.split("/").at(-1))).toContain("chat-embed.liquid");
    expect(
      offenses
        .filter(({ message }) => !BUILT.test(message))
        .map(({ check: name, uri, message }) => `${name} ${uri} ${message}`),
    ).toEqual([]);
  });

  it("has every text of the theme editor and of the storefront in both languages", () => {
    const used = [
      ...`${read("blocks/chat-embed.liquid")}${read("shopify.extension.toml")}`.matchAll(/"t:([\w.]+)"/g),
    ].map(([, key]) => key ?? "");
    const english = keysOf(JSON.parse(read("locales/en.default.schema.json"))).sort();
    expect([...new Set(used)].sort()).toEqual(english);
    expect(keysOf(JSON.parse(read("locales/de.schema.json"))).sort()).toEqual(english);
    expect(keysOf(JSON.parse(read("locales/de.json")))).toEqual(keysOf(JSON.parse(read("locales/en.default.json"))));
  });
});
