import type { Response } from "express";
import type { Product } from "../context.ts";
import { renderEmbeds } from "./embed-blocks.ts";
import { layoutView } from "./layout-view.ts";
import { themeEngine } from "./theme-engine.ts";
import type { Visit } from "./visit.ts";

/** Names of Shopify's page types, as `request.page_type` and `template.name` give them to blocks. */
export type PageType =
  | "index"
  | "collection"
  | "list-collections"
  | "product"
  | "cart"
  | "search"
  | "page"
  | "policy"
  | "customers/login"
  | "customers/account"
  | "404";

type Page = { template: string; type: PageType; title: string; description?: string; product?: Product };

/** Answers with a page of the theme, the app embeds before its end. */
export async function renderPage(visit: Visit, response: Response, page: Page, view: object = {}): Promise<void> {
  const layout = layoutView(visit);
  const embeds = await renderEmbeds(visit, page.type, page.product ?? null);
  const title = page.title === layout.shop.name ? layout.shop.name : `${page.title} – ${layout.shop.name}`;
  const values = {
    ...layout,
    ...view,
    embeds,
    page_title: title,
    page_description: page.description ?? layout.shop.tagline,
  };
  const html: unknown = await themeEngine.renderFile(page.template, values);
  response
    .status(page.type === "404" ? 404 : 200)
    .set("cache-control", "no-store")
    .type("html")
    .send(html);
}
