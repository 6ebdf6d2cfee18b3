import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import express from "express";
import type { Router } from "express";
import type { DevStoreContext } from "../context.ts";
import { accountRouter } from "./account-routes.ts";
import { cartRouter } from "./cart-routes.ts";
import { extensionAssets } from "./embed-blocks.ts";
import { EXTENSION_ASSETS } from "./extension-assets.ts";
import { localizationRouter } from "./localization.ts";
import { pageRouter } from "./page-routes.ts";

const assets = new URL("./assets/", import.meta.url);

/** The storefront of every loaded store: pages, cart, customer accounts, and the theme app extension's embeds. */
export function storefrontRouter(context: DevStoreContext): Router {
  const router = express.Router();
  router.use(EXTENSION_ASSETS, extensionAssets());
  router.get("/_theme/theme.css", (_request, response) => {
    response.type("css").set("cache-control", "no-cache").send(styles());
  });
  router.use("/_theme", express.static(fileURLToPath(assets), { index: false, redirect: false, cacheControl: false }));
  // `/_shopify` belongs to the parts that stand in for Shopify's servers; what they leave is not a page.
  router.use("/_shopify", (_request, response) => void response.status(404).type("text").send("Not found"));
  router.use(cartRouter(context), localizationRouter(context), accountRouter(context), pageRouter(context));
  return router;
}

/** The theme's style sheets as one, in the order of their numbered names. */
function styles(): string {
  const folder = new URL("css/", assets);
  return readdirSync(folder)
    .toSorted()
    .map((name) => readFileSync(new URL(name, folder), "utf8"))
    .join("\n");
}
