import express from "express";
import type { Request, Response, Router } from "express";
import { z } from "zod";
import { findAccessToken } from "../access-tokens.ts";
import { withFaults } from "../faults.ts";
import { findStore } from "../services.ts";
import type { Services } from "../services.ts";
import type { Store } from "../store-schema.ts";
import { links } from "./links.ts";
import { answerQuery, throttled } from "./answer-query.ts";
import type { ApiCall } from "./api-call.ts";

const Body = z.object({
  query: z.string(),
  variables: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((value) => value ?? {}),
  operationName: z.string().nullish(),
});

const PATH = "/_shopify/:domain/admin/api/2026-10/graphql.json";

/** `POST /_shopify/<shop>/admin/api/2026-10/graphql.json`: the Admin API, and the results of bulk queries. */
export function adminApiRouter(services: Services): Router {
  const router = express.Router();
  router.post(PATH, express.json({ limit: "10mb" }));
  router.post(PATH, (request, response, next) => {
    // Express empties the parameters when the route is left.
    const shop = request.params.domain;
    response.on("finish", () => logRequest(services, shop, request, response));
    next();
  });
  const refuse = (mode: "throttle" | "error", response: Response) => {
    if (mode === "throttle") response.json(throttled());
    else response.status(500).json({ errors: "Internal Server Error" });
  };
  router.post(PATH, withFaults(services.faults, "admin", refuse), (request, response) =>
    answer(services, request, response),
  );
  router.all(
    "/_shopify/:domain/admin/api/*",
    (_request, response) => void response.status(404).json({ errors: "Not Found" }),
  );
  router.get("/_shopify/bulk/:file", (request, response, next) => sendBulkFile(services, request, response) || next());
  return router;
}

function answer(services: Services, request: Request, response: Response): void {
  const store = findStore(services, request.params["domain"]);
  const call = store && authorise(services, store, request);
  if (!call) {
    response
      .status(401)
      .json({ errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" });
    return;
  }
  const body = Body.safeParse(request.body);
  if (!body.success) {
    response.status(400).json({ errors: { query: "Required parameter missing or invalid" } });
    return;
  }
  response.set("x-request-id", crypto.randomUUID()).json(answerQuery(call, body.data));
}

function authorise(services: Services, store: Store, request: Request): ApiCall | null {
  const state = services.stateOf(store);
  const token = findAccessToken(state.tokens, request.get("x-shopify-access-token") ?? "");
  return token ? { services, store, state, scopes: new Set(token.scopes), unlimited: false, links } : null;
}

function logRequest({ log }: Services, shop: string, request: Request, response: Response): void {
  const body = Body.safeParse(request.body).data;
  log.add({
    kind: "admin",
    shop,
    method: request.method,
    path: request.path,
    status: response.statusCode,
    operation: body?.operationName ?? /(?:query|mutation)\s+(\w+)/.exec(body?.query ?? "")?.[1],
    query: body?.query,
    variables: body?.variables,
  });
}

function sendBulkFile(services: Services, request: Request, response: Response): boolean {
  const fileId = request.params["file"]?.replace(/\.jsonl$/, "");
  for (const store of services.context.stores.list()) {
    const operation = services.stateOf(store).bulkOperations.find((entry) => entry.fileId === fileId);
    if (!operation) continue;
    response.type("application/jsonl").send(operation.lines.map((line) => `${line}\n`).join(""));
    return true;
  }
  return false;
}
