import "@shopify/shopify-app-remix/adapters/node";
import { LogSeverity, shopifyApi } from "@shopify/shopify-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { ApiVersion, AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { env } from "~/env.server";
import { logger } from "~/logger.server";
import { createAdminGraphql } from "~/modules/tenancy/create-admin-graphql.server";
import { allowLocalFrames } from "~/modules/tenancy/document-headers";
import { sessionStorage } from "~/modules/tenancy/session-storage.server";
import { shopifyFetch } from "~/modules/tenancy/shopify-fetch.server";

const NO_STORE: SessionStorage = {
  storeSession: () => Promise.resolve(false),
  loadSession: () => Promise.resolve(undefined),
  deleteSession: () => Promise.resolve(false),
  deleteSessions: () => Promise.resolve(false),
  findSessionsByShop: () => Promise.resolve([]),
};

const shopify = createApp(sessionStorage);

/**
 * Checks signatures only. The library loads a shop's token before it answers a webhook or a proxy request and renews it
 * when it is about to end (ensureValidOfflineSession, shopify-app-remix 6.0.1): after an uninstall that fails, and a
 * shopper's request would wait for Shopify. Without a store it finds no token and stops at the signature.
 */
const signatures = createApp(NO_STORE);

// After shopifyApp(): importing the library's adapter sets the global fetch.
setAbstractFetchFunc(shopifyFetch);

export const authenticate = {
  admin: shopify.authenticate.admin,
  webhook: signatures.authenticate.webhook,
  public: signatures.authenticate.public,
};

export const { unauthenticated, login } = shopify;

/** For the one exchange that the app library offers for all requests or none: a session token for who the person is. */
export const { tokenExchange } = shopifyApi({
  apiKey: env.SHOPIFY_API_KEY,
  apiSecretKey: env.SHOPIFY_API_SECRET,
  apiVersion: ApiVersion.October26,
  hostName: new URL(env.SHOPIFY_APP_URL).host,
  isEmbeddedApp: true,
  logger: { level: LogSeverity.Warning, httpRequests: false, timestamps: false, log: logLibraryLine },
}).auth;

export const adminGraphql = createAdminGraphql(shopify.unauthenticated.admin, sessionStorage);

/** Headers of an embedded page: who may frame it, and App Bridge ahead of time. */
export function addDocumentResponseHeaders(request: Request, headers: Headers): void {
  shopify.addDocumentResponseHeaders(request, headers);
  const policy = headers.get("content-security-policy");
  if (policy !== null) headers.set("content-security-policy", allowLocalFrames(policy, env.SHOPIFY_ORIGIN));
  // The library names Shopify's own script; a local stand-in is not worth a hint.
  if (env.APP_BRIDGE_URL !== undefined) headers.delete("link");
}

function createApp(store: SessionStorage) {
  return shopifyApp({
    apiKey: env.SHOPIFY_API_KEY,
    apiSecretKey: env.SHOPIFY_API_SECRET,
    apiVersion: ApiVersion.October26,
    scopes: env.SCOPES.split(","),
    appUrl: env.SHOPIFY_APP_URL,
    authPathPrefix: "/auth",
    distribution: AppDistribution.AppStore,
    isEmbeddedApp: true,
    sessionStorage: store,
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    // At "debug" the library logs session tokens.
    logger: { level: LogSeverity.Warning, httpRequests: false, timestamps: false, log: logLibraryLine },
  });
}

function logLibraryLine(severity: LogSeverity, line: string): void {
  if (severity === LogSeverity.Error) logger.error({ from: "shopify-api" }, line);
  else logger.warn({ from: "shopify-api" }, line);
}
