import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import express from "express";
import type { RequestHandler } from "express";
import { z } from "zod";
import type { Product } from "../context.ts";
import { embedView } from "./embed-view.ts";
import { EXTENSION_ASSETS } from "./extension-assets.ts";
import { extensionEngine } from "./extension-engine.ts";
import type { PageType } from "./render-page.ts";
import type { Visit } from "./visit.ts";

const EXTENSION = fileURLToPath(new URL("../../extensions/chat-widget/", import.meta.url));

const Setting = z.object({ type: z.string(), id: z.string().optional(), default: z.unknown().optional() });
const BlockSchema = z.object({
  name: z.string(),
  target: z.enum(["section", "head", "body", "compliance_head"]),
  settings: z.array(Setting).default([]),
  javascript: z.string().optional(),
  stylesheet: z.string().optional(),
  enabled_on: z.object({ templates: z.array(z.string()) }).optional(),
  disabled_on: z.object({ templates: z.array(z.string()) }).optional(),
});
export type BlockSchema = z.infer<typeof BlockSchema>;

export type Block = { name: string; source: string; schema: BlockSchema };

/**
 * Reads an app block and its `{% schema %}`.
 * @throws when the schema is missing, isn't JSON, or lacks what Shopify requires.
 * Source: https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration
 */
export function parseBlock(name: string, source: string): Block {
  const text = /{%-?\s*schema\s*-?%}([\s\S]*?){%-?\s*endschema\s*-?%}/.exec(source)?.[1];
  if (text === undefined) throw new Error(`${name}.liquid has no {% schema %}`);
  return { name, source, schema: BlockSchema.parse(JSON.parse(text)) };
}

/** Read anew for each page, so that a change in the extension shows on reload. */
function listBlocks(folder: string): Block[] {
  const blocks = `${folder}blocks/`;
  if (!existsSync(blocks)) return [];
  return readdirSync(blocks)
    .filter((file) => file.endsWith(".liquid"))
    .map((file) => parseBlock(file.replace(/\.liquid$/, ""), readFileSync(blocks + file, "utf8")));
}

/** The app embeds of a page, for the end of its head and of its body; empty when the merchant has switched them off. */
export async function renderEmbeds(visit: Visit, type: PageType, product: Product | null, folder = EXTENSION) {
  const isOn = visit.context.embed.isEnabled(visit.store.domain);
  const blocks = isOn ? listBlocks(folder).filter(({ schema }) => isShownOn(schema, type)) : [];
  const render = (target: "head" | "body") =>
    Promise.all(
      blocks
        .filter(({ schema }) => schema.target === target)
        .map((block) => renderBlock(visit, type, product, block, folder)),
    );
  return { head: (await render("head")).join("\n"), body: (await render("body")).join("\n") };
}

function isShownOn({ enabled_on, disabled_on }: BlockSchema, type: PageType): boolean {
  if (enabled_on && !enabled_on.templates.includes("*") && !enabled_on.templates.includes(type)) return false;
  return !disabled_on?.templates.includes(type);
}

async function renderBlock(
  visit: Visit,
  type: PageType,
  product: Product | null,
  block: Block,
  folder: string,
): Promise<string> {
  const { schema } = block;
  const html = await renderSource(block, folder, embedView(visit, type, product, block));
  const asset = (file: string) => `${EXTENSION_ASSETS}/${encodeURIComponent(file)}`;
  const style = schema.stylesheet ? `<link rel="stylesheet" href="${asset(schema.stylesheet)}">` : "";
  const script = schema.javascript ? `<script src="${asset(schema.javascript)}" defer></script>` : "";
  // Shopify wraps each embed so: `<div id="shopify-block-…" class="shopify-block shopify-app-block">`.
  const id = `shopify-block-${block.name}`;
  return `${style}<div id="${id}" class="shopify-block shopify-app-block">${html}</div>${script}`;
}

/** Like Shopify, shows an error of the block in its place: the shop around it goes on working. */
async function renderSource(block: Block, folder: string, view: object): Promise<string> {
  try {
    return String(await extensionEngine(folder).parseAndRender(block.source, view));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return `Liquid error (${block.name}): ${message.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}`;
  }
}

/** Serves the extension's assets as Shopify's CDN would, but never cached, since they change under development. */
export function extensionAssets(folder = EXTENSION): RequestHandler {
  const serve = express.static(`${folder}assets`, { index: false, redirect: false, etag: false, lastModified: false });
  return (request, response, next) => {
    response.set({
      "cache-control": "no-store",
      "access-control-allow-origin": "*",
      "x-content-type-options": "nosniff",
    });
    serve(request, response, next);
  };
}
