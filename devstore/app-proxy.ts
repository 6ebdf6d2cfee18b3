import express from "express";
import type { Request, Response, Router } from "express";
import { withFaults } from "./faults.ts";
import type { Services } from "./services.ts";
import { signProxyQuery } from "./signatures.ts";
import type { Store } from "./store-schema.ts";

const PATH_PREFIX = "/apps/inhouse";
const MAX_BODY = "1mb";
const RESPONSE_LIMIT_MS = 60_000;
/** What Shopify adds itself; a visitor's own value would otherwise be signed along. */
const SIGNED_KEYS = ["shop", "logged_in_customer_id", "path_prefix", "timestamp", "signature"];
/** Cookies are stripped both ways; the rest belongs to one connection only. */
const DROPPED_REQUEST_HEADERS = new Set([
  "cookie",
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "keep-alive",
  "upgrade",
  "expect",
  "accept-encoding",
]);
const DROPPED_RESPONSE_HEADERS = new Set([
  "set-cookie",
  "connection",
  "content-length",
  "content-encoding",
  "transfer-encoding",
  "keep-alive",
]);

/**
 * The app proxy: `/apps/inhouse/<rest>` of a storefront → `<app>/proxy/<rest>`, signed, without cookies, buffered.
 * Source: https://shopify.dev/docs/apps/build/online-store/app-proxies
 */
export function appProxyRouter(services: Services): Router {
  const router = express.Router();
  const refuse = (mode: "throttle" | "error", response: Response) => {
    sendFailure(response, mode === "throttle" ? 429 : 502);
  };
  router.use(
    PATH_PREFIX,
    withFaults(services.faults, "proxy", refuse),
    express.raw({ type: () => true, limit: MAX_BODY }),
  );
  router.use(PATH_PREFIX, (request, response, next) => {
    const store = services.context.stores.byHost(request.headers.host);
    if (!store) return next();
    forward(services, store, request, response).catch(next);
  });
  return router;
}

async function forward(services: Services, store: Store, request: Request, response: Response): Promise<void> {
  const { context, log } = services;
  const url = new URL(`/proxy${request.path === "/" ? "" : request.path}`, context.appUrl);
  url.search = signedQuery(services, store, request);
  const answer = await fetch(url, {
    method: request.method,
    headers: forwardedHeaders(request),
    body: Buffer.isBuffer(request.body) && request.body.length > 0 ? new Uint8Array(request.body) : null,
    redirect: "manual",
    signal: AbortSignal.timeout(RESPONSE_LIMIT_MS),
  }).catch(() => null);
  const status = answer?.status ?? 502;
  log.add({ kind: "proxy", shop: store.domain, method: request.method, path: url.pathname, status });
  if (!answer) return sendFailure(response, status);
  // The real proxy buffers: nobody may come to rely on streaming through it.
  const body = Buffer.from(await answer.arrayBuffer());
  response.status(status);
  for (const [name, value] of answer.headers) if (!DROPPED_RESPONSE_HEADERS.has(name)) response.setHeader(name, value);
  response.end(body);
}

function signedQuery({ context }: Services, store: Store, request: Request): string {
  const query = new URL(request.originalUrl, context.appUrl).searchParams;
  for (const key of SIGNED_KEYS) query.delete(key);
  query.set("shop", store.domain);
  query.set("logged_in_customer_id", String(context.customerOf(request, store) ?? ""));
  query.set("path_prefix", PATH_PREFIX);
  query.set("timestamp", String(Math.floor(Date.now() / 1_000)));
  return signProxyQuery(context.apiSecret, query);
}

function forwardedHeaders(request: Request): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !DROPPED_REQUEST_HEADERS.has(name)) headers.set(name, String(value));
  }
  headers.set("x-forwarded-host", request.headers.host ?? "");
  headers.set("x-forwarded-for", request.socket.remoteAddress ?? "");
  return headers;
}

function sendFailure(response: Response, status: number): void {
  response.status(status).type("html").send("<p>There was an error in the third-party application.</p>");
}
