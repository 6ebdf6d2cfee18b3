import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { z } from "zod";
import type { ModelPlan } from "../../inference/model-plan.ts";
import type { Database } from "./database.ts";
import { LaunchError, messageOf } from "./launch-error.ts";
import type { Secrets } from "./secrets.ts";
import type { Environment } from "./supervisor.ts";
import type { Settings, ShopifyCredentials } from "./settings.ts";

const AppToml = z.object({ access_scopes: z.object({ scopes: z.string() }) });

/** The address of the dev store; null when the app is connected to Shopify. */
export function devstoreOrigin(settings: Settings): string | null {
  return settings.shopify ? null : `http://localhost:${settings.devstorePort}`;
}

/** The credentials that app and Shopify (or the dev store) share. */
export function shopifyCredentials(settings: Settings, secrets: Secrets): ShopifyCredentials {
  return settings.shopify ?? { apiKey: secrets.shopifyApiKey, apiSecret: secrets.shopifyApiSecret };
}

export type AppParts = {
  settings: Settings;
  secrets: Secrets;
  database: Database;
  model: ModelPlan;
  masterKeyFile: string;
  auditKeyFile: string;
};

/** Environment of the web server and the worker, over the launcher's own; never the database owner's address. */
export function appEnvironment(parts: AppParts): Environment {
  const { settings, secrets, database, model, masterKeyFile, auditKeyFile } = parts;
  const { apiKey, apiSecret } = shopifyCredentials(settings, secrets);
  const { DATABASE_OWNER_URL: _owner, ...inherited } = process.env;
  return {
    ...inherited,
    NODE_ENV: settings.mode,
    HOST: settings.host,
    PORT: String(settings.port),
    SHOPIFY_APP_URL: settings.appUrl,
    SHOPIFY_API_KEY: apiKey,
    SHOPIFY_API_SECRET: apiSecret,
    SCOPES: process.env["SCOPES"] || readScopes(settings.root),
    DATABASE_URL: database.appUrl,
    VAULT_KEY_FILE: process.env["VAULT_KEY_FILE"] || masterKeyFile,
    AUDIT_KEY_FILE: process.env["AUDIT_KEY_FILE"] || auditKeyFile,
    AUDIT_ANCHOR_DIR: process.env["AUDIT_ANCHOR_DIR"] || join(settings.dataDir, "anchors"),
    ...devstoreVariables(settings),
    ...modelVariables(settings, model),
  };
}

/** Environment of the dev store. */
export function devstoreEnvironment(settings: Settings, secrets: Secrets): Environment {
  const { apiKey, apiSecret } = shopifyCredentials(settings, secrets);
  return {
    ...process.env,
    NODE_ENV: settings.mode,
    DEVSTORE_PORT: String(settings.devstorePort),
    DEVSTORE_DATA_DIR: join(settings.dataDir, "devstore"),
    ...(settings.devstoreStore && { DEVSTORE_STORE: settings.devstoreStore }),
    SHOPIFY_APP_URL: settings.appUrl,
    SHOPIFY_API_KEY: apiKey,
    SHOPIFY_API_SECRET: apiSecret,
    SCOPES: process.env["SCOPES"] || readScopes(settings.root),
  };
}

function devstoreVariables(settings: Settings): Environment {
  const origin = devstoreOrigin(settings);
  return origin ? { SHOPIFY_ORIGIN: origin, APP_BRIDGE_URL: `${origin}/_shopify/app-bridge.js` } : {};
}

function modelVariables(settings: Settings, model: ModelPlan): Environment {
  // What this launcher starts on this machine is on plain http.
  const local = model.kind === "embedded" || settings.shopify === null;
  const allowPrivate = process.env["INFERENCE_ALLOW_PRIVATE"] || (local ? "1" : "0");
  if (model.kind === "none") return { INFERENCE_ALLOW_PRIVATE: allowPrivate };
  return {
    INFERENCE_ALLOW_PRIVATE: allowPrivate,
    INFERENCE_BASE_URL: model.baseUrl,
    ...(model.apiKey && { INFERENCE_API_KEY: model.apiKey }),
    ...(model.model && { INFERENCE_MODEL: model.model }),
  };
}

function readScopes(root: string): string {
  const file = join(root, "shopify.app.toml");
  try {
    return AppToml.parse(parse(readFileSync(file, "utf8"))).access_scopes.scopes;
  } catch (error) {
    throw new LaunchError(`The scopes cannot be read from ${file}: ${messageOf(error)}`);
  }
}
