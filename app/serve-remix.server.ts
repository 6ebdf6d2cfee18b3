import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler, type RequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express, { type Express } from "express";

const ONE_HOUR = "1h";

/** Serves the built app of `folder` (client/ and server/): files whose names hold their hash for a year, pages by Remix. */
export async function serveBuilt(app: Express, folder: string): Promise<void> {
  const client = join(folder, "client");
  app.use("/assets", express.static(join(client, "assets"), { immutable: true, maxAge: "1y", fallthrough: false }));
  app.use(express.static(client, { maxAge: ONE_HOUR, index: false }));
  // Written by Vite; its shape is Remix's own contract between build and handler.
  const build = (await import(pathToFileURL(join(folder, "server", "index.js")).href)) as ServerBuild;
  useRemix(app, createRequestHandler({ build, mode: "production" }));
}

/** Serves the sources through Vite, with reload. */
export async function serveFromSource(app: Express): Promise<void> {
  const vite = await import("vite");
  const server = await vite.createServer({ server: { middlewareMode: true }, appType: "custom" });
  app.use(server.middlewares);
  useRemix(
    app,
    createRequestHandler({
      // Remix's Vite plugin answers this name with the current build.
      build: () => server.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>,
      mode: "development",
    }),
  );
}

/** The handler hands its own failures to `next`, so its promise never rejects. */
function useRemix(app: Express, handler: RequestHandler): void {
  app.all("*", (request, response, next) => {
    void handler(request, response, next);
  });
}
