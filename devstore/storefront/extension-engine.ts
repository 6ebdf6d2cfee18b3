import { existsSync, readFileSync } from "node:fs";
import { Liquid, Tag } from "liquidjs";
import type { Context, TagToken, TopLevelToken } from "liquidjs";
import { EXTENSION_ASSETS } from "./extension-assets.ts";
import { formatMoney } from "./money.ts";
import { asText, fillText, findText, Tree } from "./texts.ts";

/**
 * Liquid as theme app extensions know it: nothing is escaped by itself, snippets by `{% render %}`,
 * texts of the extension's locales by `t`, and Shopify's own tags and filters that extensions use.
 */
export function extensionEngine(folder: string): Liquid {
  const engine = new Liquid({ root: `${folder}snippets`, extname: ".liquid", strictFilters: true });
  engine.registerTag(
    "schema",
    rawTag(() => ""),
  );
  engine.registerTag(
    "javascript",
    rawTag((body) => `<script>${body}</script>`),
  );
  engine.registerTag(
    "stylesheet",
    rawTag((body) => `<style>${body}</style>`),
  );
  engine.registerTag(
    "style",
    rawTag((body) => `<style>${body}</style>`, "render"),
  );
  engine.registerFilter("asset_url", (file: unknown) => `${EXTENSION_ASSETS}/${encodeURIComponent(String(file))}`);
  engine.registerFilter("script_tag", (url: unknown) => `<script src="${escapeHtml(url)}"></script>`);
  engine.registerFilter("stylesheet_tag", (url: unknown) => `<link rel="stylesheet" href="${escapeHtml(url)}">`);
  engine.registerFilter("image_url", (image: unknown) => asText(image));
  engine.registerFilter("handleize", (text: unknown) =>
    String(text)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-"),
  );
  engine.registerFilter("money", function (cents: unknown) {
    return formatMoney(Number(cents), String(this.context.getSync(["cart", "currency", "iso_code"])), "en");
  });
  engine.registerFilter("t", function (path: unknown, ...pairs: unknown[]) {
    const locale = String(this.context.getSync(["request", "locale", "iso_code"]));
    const found = findExtensionText(folder, locale, String(path));
    return fillText(found, Object.fromEntries(pairs.filter((pair): pair is [string, unknown] => Array.isArray(pair))));
  });
  return engine;
}

/** A tag whose body isn't printed as it stands; `render` runs the Liquid in it first. */
function rawTag(wrap: (body: string) => string, mode: "raw" | "render" = "raw") {
  return class extends Tag {
    private readonly body: string;

    constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
      super(token, remaining, liquid);
      this.body = takeBody(token.name, remaining);
    }

    override *render(context: Context): Generator<unknown, string, unknown> {
      if (mode === "raw") return wrap(this.body);
      return wrap(String(yield this.liquid._render(this.liquid.parse(this.body), context, {})));
    }
  };
}

function takeBody(name: string, remaining: TopLevelToken[]): string {
  const body: string[] = [];
  for (let token = remaining.shift(); token; token = remaining.shift()) {
    if ("name" in token && token.name === `end${name}`) return body.join("");
    body.push(token.getText());
  }
  throw new Error(`{% ${name} %} isn't closed`);
}

const TEXT_FILES = ["json", "default.json"];

/** A text of the extension's locales, else of its default language; Shopify's own notice when there is none. */
function findExtensionText(folder: string, locale: string, path: string): string {
  for (const language of [locale, locale.slice(0, 2), "en"]) {
    for (const ending of TEXT_FILES) {
      const file = `${folder}locales/${language}.${ending}`;
      const text = existsSync(file) ? findText(Tree.parse(JSON.parse(readFileSync(file, "utf8"))), path) : null;
      if (text !== null) return text;
    }
  }
  return `translation missing: ${locale}.${path}`;
}

function escapeHtml(text: unknown): string {
  return String(text).replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
