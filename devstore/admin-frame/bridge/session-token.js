import { ask } from "./channel.js";
import { isEmbedded } from "./config.js";

/** Tokens live for 60 s; half of that leaves time for the request itself. */
const KEEP_MS = 30_000;
const RETRY_HEADER = "X-Shopify-Retry-Invalid-Session-Request";
const REAUTHORIZE_HEADER = "X-Shopify-API-Request-Failure-Reauthorize-Url";

const plainFetch = window.fetch.bind(window);
let kept = null;

/** A session token of the logged-in staff member, not older than half a minute. */
export function idToken() {
  kept ??= askToken();
  return kept;
}

function askToken() {
  const token = ask("id-token");
  setTimeout(() => (kept = null), KEEP_MS);
  token.catch(() => (kept = null));
  return token;
}

/** Adds the session token to the page's requests to its own origin, as App Bridge does. */
export function patchFetch() {
  if (!isEmbedded) return;
  window.fetch = async (input, init) => {
    if (!isOwn(input) || hasAuthorization(input, init)) return plainFetch(input, init);
    const again = input instanceof Request ? input.clone() : input;
    const response = await fetchWithToken(input, init);
    if (response.status === 401 && response.headers.has(RETRY_HEADER)) {
      kept = null;
      return fetchWithToken(again, init);
    }
    const reauthorize = response.headers.get(REAUTHORIZE_HEADER);
    if (reauthorize) window.open(reauthorize, "_top");
    return response;
  };
}

async function fetchWithToken(input, init) {
  const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
  headers.set("Authorization", `Bearer ${await idToken()}`);
  return plainFetch(input, { ...init, headers });
}

function isOwn(input) {
  const url = input instanceof Request ? input.url : String(input);
  return new URL(url, location.href).origin === location.origin;
}

function hasAuthorization(input, init) {
  const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
  return headers.has("Authorization");
}

/**
 * The app sends a page without a valid token to its bounce page, which names the page to return to.
 * Source: redirect-to-bounce-page in @shopify/shopify-app-remix
 */
export async function returnFromBounce() {
  const wanted = new URLSearchParams(location.search).get("shopify-reload");
  if (!wanted || !isEmbedded) return;
  const url = new URL(wanted, location.href);
  if (url.origin !== location.origin) return;
  kept = null;
  url.searchParams.set("id_token", await idToken());
  location.replace(url);
}
