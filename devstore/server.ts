import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import type { ErrorRequestHandler, Express } from "express";
import { adminApiRouter } from "./admin-api/endpoint.ts";
import { appProxyRouter } from "./app-proxy.ts";
import type { DevStoreContext } from "./context.ts";
import { controlRouter } from "./control.ts";
import { createServices } from "./create-services.ts";
import { filesRouter } from "./files.ts";
import { oauthRouter } from "./oauth.ts";
import type { DevStoreOptions } from "./options.ts";
import { sessionTokenRouter } from "./session-token-route.ts";

export type DevStore = {
  app: Express;
  context: DevStoreContext;
  /** Starts listening on the loopback address and resolves to the port; 0 takes any free one. */
  listen(port: number): Promise<number>;
  /** Saves, gives up deliveries, ends connections. */
  close(): Promise<void>;
  /** Resolves when no webhook is under way. */
  webhooksSent(): Promise<void>;
};

/**
 * A local stand-in for Shopify: Admin API, OAuth, webhooks, app proxy, and what `parts` add.
 * @throws StoreError when a store folder cannot be loaded.
 */
export function createDevStore(options: DevStoreOptions): DevStore {
  const { services, registry, sender, keeper } = createServices(options);
  const app = express();
  app.disable("x-powered-by");
  app.use(oauthRouter(services), adminApiRouter(services), filesRouter(services), sessionTokenRouter(services));
  app.use(controlRouter({ services, registry, sender }), appProxyRouter(services));
  for (const part of options.parts ?? []) app.use(part(services.context));
  app.use((_request, response) => void response.status(404).type("text").send("Not found"));
  app.use(reportError);

  const server = createServer(app);
  return {
    app,
    context: services.context,
    async listen(port) {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject).listen(port, "127.0.0.1", resolve);
      });
      // Listening on TCP always yields an AddressInfo.
      const address = server.address() as AddressInfo;
      services.context.publicOrigin = `http://localhost:${address.port}`;
      return address.port;
    },
    async close() {
      sender.close();
      keeper.flush();
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
    webhooksSent: () => sender.idle(),
  };
}

// Express knows an error handler by its four parameters.
const reportError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const status = statusOf(error);
  if (status >= 500) console.error("dev store:", error);
  if (response.headersSent) return void response.destroy();
  response
    .status(status)
    .type("text")
    .send(status >= 500 ? "The dev store failed; see its output" : "Bad request");
};

/** body-parser's errors carry the status to answer with, such as 413. */
function statusOf(error: unknown): number {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : null;
  return typeof status === "number" ? status : 500;
}
