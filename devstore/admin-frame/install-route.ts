import express from "express";
import type { Router } from "express";
import type { DevStoreContext } from "../context.ts";
import type { Store } from "../store-schema.ts";
import { frameUrl } from "./frame-url.ts";

const OPEN_TIMEOUT_MS = 30_000;

/**
 * `POST /_shopify/install`: opens the app once in each shop's admin, as staff do right after they installed it, so that
 * its storefront works before anyone has looked at the admin. Answers the domains that were new.
 */
export function installRouter(context: DevStoreContext): Router {
  const router = express.Router();
  router.post("/_shopify/install", (_request, response, next) => {
    const missing = context.stores.list().filter((store) => !context.isInstalled(store.domain));
    Promise.all(missing.map((store) => openApp(context, store)))
      .then(() => response.json({ installed: missing.map((store) => store.domain) }))
      .catch(next);
  });
  return router;
}

async function openApp(context: DevStoreContext, store: Store): Promise<void> {
  const page = await fetch(frameUrl(context, store, store.shop.staff, "", new URLSearchParams()), {
    headers: { accept: "text/html" },
    signal: AbortSignal.timeout(OPEN_TIMEOUT_MS),
  });
  await page.text();
  if (!context.isInstalled(store.domain))
    throw new Error(`The app answered ${page.status} and did not exchange a token for ${store.domain}`);
}
