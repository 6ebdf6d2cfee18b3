import { readFileSync } from "node:fs";
import type { DevStoreContext } from "../context.ts";

/** In the order of their dependencies. */
const MODULES = ["config", "channel", "session-token", "navigation", "elements", "modal", "api", "main"];

/**
 * The App Bridge stand-in as one classic script: apps load it with a plain `<script src>` and use `window.shopify` at
 * once, so the modules are joined into one function.
 */
export function bridgeScript(context: DevStoreContext): string {
  const origins = Object.fromEntries(context.stores.list().map((store) => [store.domain, context.originOf(store)]));
  const settings = `const STORE_ORIGINS = ${JSON.stringify(origins)};`;
  return `(() => {\n"use strict";\n${[settings, ...MODULES.map(readModule)].join("\n")}})();\n`;
}

function readModule(name: string): string {
  const source = readFileSync(new URL(`./bridge/${name}.js`, import.meta.url), "utf8");
  return source.replace(/^import .*$/gm, "").replace(/^export (?=const|function|async|class)/gm, "");
}
