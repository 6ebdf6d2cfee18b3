import type { Router } from "express";
import type { AppConfig } from "./app-config.ts";
import type { DevStoreContext } from "./context.ts";

/** Settings of a dev store. */
export type DevStoreOptions = {
  /** Store folders; the first is served at plain localhost. */
  folders: readonly string[];
  /** Origin of the app. */
  appUrl: string;
  apiKey: string;
  apiSecret: string;
  app: AppConfig;
  /** Where changes are kept across restarts; null keeps nothing. */
  dataFolder: string | null;
  /** Routers of storefront and admin frame. */
  parts?: readonly ((context: DevStoreContext) => Router)[];
};
