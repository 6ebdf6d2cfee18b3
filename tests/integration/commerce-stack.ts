import { rmSync } from "node:fs";
import { createDevStore, type DevStore } from "../../devstore/server.ts";
import type { AdminClient } from "~/modules/commerce/run-document";
import { writeCommerceStore } from "./commerce-store";

const SCOPES = [
  "write_products",
  "read_orders",
  "read_customers",
  "read_online_store_pages",
  "read_themes",
  "read_translations",
  "read_legal_policies",
  "read_locales",
];

const API_KEY = "test-key";
const API_SECRET = "test-secret";

/** The dev store in this process, and a client for each of its shops as adminGraphql hands it out. */
export type CommerceStack = {
  readonly devStore: DevStore;
  readonly origin: string;
  /** Every answer that the app got from the Admin API, as text. */
  readonly answers: string[];
  client(shopId: string): AdminClient;
  close(): Promise<void>;
};

/**
 * Starts two shops in a dev store of their own. The database outlives it, so test files that share handles would see
 * products there that are newer than those of their own new store.
 */
export async function startCommerceStack(handles = ["tiny", "other"]): Promise<CommerceStack> {
  const folders = handles.map(writeCommerceStore);
  const devStore = createDevStore({
    folders,
    appUrl: "http://127.0.0.1:9",
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    app: { scopes: SCOPES, subscriptions: [] },
    dataFolder: null,
  });
  await devStore.listen(0);
  const origin = devStore.context.publicOrigin;
  const answers: string[] = [];
  return {
    devStore,
    origin,
    answers,
    client: (shopId) => createClient(devStore, origin, shopId, answers),
    async close() {
      await devStore.close();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function createClient(devStore: DevStore, origin: string, shopId: string, answers: string[]): AdminClient {
  let token: Promise<string> | undefined;
  return async (query, variables): Promise<unknown> => {
    token ??= exchange(devStore, origin, shopId);
    const response = await fetch(`${origin}/_shopify/${shopId}/admin/api/2026-10/graphql.json`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-shopify-access-token": await token },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    answers.push(text);
    return JSON.parse(text);
  };
}

async function exchange(devStore: DevStore, origin: string, shopId: string): Promise<string> {
  const store = devStore.context.stores.byDomain(shopId);
  if (!store) throw new Error(`no shop ${shopId}`);
  const response = await fetch(`${origin}/_shopify/${shopId}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      client_id: API_KEY,
      client_secret: API_SECRET,
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: devStore.context.mintSessionToken(store),
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring: "1",
    }),
  });
  const body: unknown = await response.json();
  if (typeof body === "object" && body !== null && "access_token" in body) return String(body.access_token);
  throw new Error(`no token: ${JSON.stringify(body)}`);
}
