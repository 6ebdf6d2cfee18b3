import { fileURLToPath } from "node:url";
import express from "express";
import type { Router } from "express";
import { z } from "zod";
import type { DevStoreContext } from "../context.ts";
import { addAdminPages } from "./admin-pages.ts";
import { bridgeScript } from "./bridge-script.ts";
import { pickerCollections, pickerProducts } from "./picker-items.ts";
import { forStore } from "./store-handler.ts";

const PickerQuery = z.object({
  query: z.string().max(200).default(""),
  draft: z.stringbool().default(true),
  archived: z.stringbool().default(true),
});

/** The admin around the app: frame, App Bridge stand-in, and the few pages of Shopify's that the app links to. */
export function adminFrameRouter(context: DevStoreContext): Router {
  const router = express.Router();
  router.get("/_shopify/app-bridge.js", (_request, response) => {
    response.type("js").set({ "cache-control": "no-cache", "access-control-allow-origin": "*" });
    response.send(bridgeScript(context));
  });
  const assets = fileURLToPath(new URL("./assets", import.meta.url));
  router.use("/_admin", express.static(assets, { index: false, redirect: false, cacheControl: false }));
  addPicker(router, context);
  addAdminPages(router, context);
  return router;
}

/** What the resource picker lists, for the frame's own script. */
function addPicker(router: Router, context: DevStoreContext): void {
  const products = forStore(context, (store, request, response) => {
    const query = PickerQuery.safeParse(request.query);
    if (!query.success) return void response.status(400).json({ error: "Bad picker query" });
    response.json(pickerProducts(context, store, query.data));
  });
  const collections = forStore(context, (store, request, response) => {
    const query = PickerQuery.safeParse(request.query);
    if (!query.success) return void response.status(400).json({ error: "Bad picker query" });
    response.json(pickerCollections(context, store, query.data.query));
  });
  router.get("/admin/picker/products", products);
  router.get("/admin/picker/collections", collections);
}
