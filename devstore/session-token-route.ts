import express from "express";
import type { Request, Router } from "express";
import { findStore } from "./services.ts";
import type { Services } from "./services.ts";

/**
 * `GET /_shopify/<shop>/session-token` → `{ "token": … }`, for the admin frame's own page: no CORS, and refused to
 * scripts of other origins and to the embedded app itself, which must ask through App Bridge.
 */
export function sessionTokenRouter(services: Services): Router {
  const router = express.Router();
  router.get("/_shopify/:domain/session-token", (request, response, next) => {
    const store = findStore(services, request.params["domain"]);
    if (!store) return next();
    if (!isOwnPage(request)) return void response.status(403).type("text").send("Only for the admin's own page");
    const { context } = services;
    const token = context.mintSessionToken(store, context.staffOf(request, store));
    response.set("cache-control", "no-store").json({ token });
  });
  return router;
}

function isOwnPage(request: Request): boolean {
  const site = request.get("sec-fetch-site");
  const origin = request.get("origin");
  const isSameOrigin = origin === undefined || URL.parse(origin)?.host === request.headers.host;
  return (site === undefined || site === "same-origin") && isSameOrigin;
}
