import { rmSync } from "node:fs";
import { z } from "zod";
import type { AppConfig } from "./app-config.ts";
import { createDevStore } from "./server.ts";
import type { DevStore } from "./server.ts";
import { storeFiles, writeStoreFolder } from "./test-store-files.ts";

export const API_KEY = "test-key";
export const API_SECRET = "test-secret";
export const SHOP = "tiny.myshopify.com";
const TEST_SCOPES = [
  "write_products",
  "read_orders",
  "read_customers",
  "read_content",
  "read_themes",
  "write_translations",
  "read_legal_policies",
];

type Answer = {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- parsed JSON; each test knows what it asserts on
  body: any;
};

const TokenAnswer = z.object({ access_token: z.string() });

export type TestDevStore = {
  devStore: DevStore;
  origin: string;
  /** Posts JSON and returns status and parsed body. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  control(order: unknown): Promise<void>;
  /** Installs the app and returns the answer of the token exchange. */
  exchange(changes?: Record<string, unknown>): Promise<Answer>;
  /** Runs a GraphQL request with a token; by default one of a fresh exchange. */
  graphql(query: string, variables?: Record<string, unknown>, token?: string): Promise<Answer>;
  close(): Promise<void>;
};

/** Starts a dev store with the small store, and another one, on a free port. */
export async function startDevStore(
  options: { appUrl?: string; scopes?: string[]; dataFolder?: string } = {},
): Promise<TestDevStore> {
  const folders = [writeStoreFolder(), writeStoreFolder(storeFiles("other"))];
  const app: AppConfig = {
    scopes: options.scopes ?? TEST_SCOPES,
    subscriptions: ["products/update", "bulk_operations/finish", "app/uninstalled"].map((topic) => ({
      topic,
      uri: "/webhooks",
    })),
  };
  const appUrl = options.appUrl ?? "http://127.0.0.1:9";
  const devStore = createDevStore({
    folders,
    appUrl,
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    app,
    dataFolder: options.dataFolder ?? null,
  });
  const origin = `http://127.0.0.1:${await devStore.listen(0)}`;
  const post: TestDevStore["post"] = (path, body, headers) => postJson(origin + path, body, headers);
  const exchange: TestDevStore["exchange"] = (changes) => exchangeToken(devStore, post, changes);
  let ownToken: string | null = null;
  return {
    devStore,
    origin,
    post,
    exchange,
    async control(order) {
      const answer = await post("/_shopify/control", order);
      if (answer.status !== 200) throw new Error(`control answered ${JSON.stringify(answer)}`);
    },
    async graphql(query, variables = {}, token) {
      ownToken ??= TokenAnswer.parse((await exchange()).body).access_token;
      return post(
        `/_shopify/${SHOP}/admin/api/2026-10/graphql.json`,
        { query, variables },
        { "x-shopify-access-token": token ?? ownToken },
      );
    },
    async close() {
      await devStore.close();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function postJson(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const parsed: unknown = text.startsWith("{") ? JSON.parse(text) : text;
  return { status: response.status, body: parsed };
}

function exchangeToken(
  { context }: DevStore,
  post: TestDevStore["post"],
  changes: Record<string, unknown> = {},
): Promise<Answer> {
  const store = context.stores.byDomain(SHOP);
  if (!store) throw new Error("the test store is not loaded");
  return post(`/_shopify/${SHOP}/admin/oauth/access_token`, {
    client_id: API_KEY,
    client_secret: API_SECRET,
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: context.mintSessionToken(store),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
    ...changes,
  });
}
