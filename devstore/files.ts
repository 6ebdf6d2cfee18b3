import { join } from "node:path";
import express from "express";
import type { Router } from "express";
import { findStore } from "./services.ts";
import type { Services } from "./services.ts";

const CACHE_MS = 3_600_000;

/** `/_shopify/<shop>/files/<path>`: the store folder's images/, as Shopify's CDN would serve them. */
export function filesRouter(services: Services): Router {
  const router = express.Router();
  router.use("/_shopify/:domain/files", (request, response, next) => {
    const store = findStore(services, request.params.domain);
    if (!store) return next();
    response.set({
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      "x-content-type-options": "nosniff",
      // An SVG opened on its own must not run a script on the storefront's origin.
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    });
    // Refuses paths that leave the folder.
    const serve = express.static(join(store.folder, "images"), {
      dotfiles: "ignore",
      index: false,
      redirect: false,
      maxAge: CACHE_MS,
    });
    serve(request, response, () => void response.status(404).type("text").send("Not found"));
  });
  return router;
}
