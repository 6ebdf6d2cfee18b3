import type { DevStoreContext, Staff } from "../context.ts";
import type { Store } from "../store-schema.ts";

/** Names that Shopify sets itself: a link into the admin cannot bring its own. */
const RESERVED = new Set(["shop", "host", "embedded", "hmac", "timestamp", "id_token", "locale", "session"]);

/** Name that Shopify's admin uses for the shop, and base64 of it in the app's address. */
export function hostOf(store: Store): string {
  return Buffer.from(`admin.shopify.com/store/${store.shop.handle}`).toString("base64").replace(/=+$/, "");
}

/**
 * Signed address of an app page in the admin's iframe.
 * @param path the app's path below `/app`, without a slash in front.
 * Source: https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens
 */
export function frameUrl(
  context: DevStoreContext,
  store: Store,
  staff: Staff,
  path: string,
  query: URLSearchParams,
): string {
  const own = [...query].filter(([name]) => !RESERVED.has(name));
  const signed = context.signAdminQuery({
    ...Object.fromEntries(own),
    embedded: "1",
    host: hostOf(store),
    id_token: context.mintSessionToken(store, staff),
    locale: "en",
    session: store.domain,
    shop: store.domain,
    timestamp: String(Math.floor(Date.now() / 1_000)),
  });
  return `${context.appUrl}/app${path ? `/${path}` : ""}?${signed}`;
}
