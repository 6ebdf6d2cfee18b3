import { env } from "~/env.server";
import { ShopDomain } from "./shop-domain";

/**
 * The address that a request of the Shopify library goes to. Only a shop's own domain may be called;
 * with `localOrigin` it becomes `<localOrigin>/_shopify/<shop>/<path>`: the first of the two seams to a local store.
 * @throws Error for any other address.
 */
export function shopifyAddress(address: string, localOrigin: string | undefined): string {
  const url = new URL(address);
  if (url.protocol !== "https:" || url.port !== "" || !ShopDomain.safeParse(url.hostname).success) {
    throw new Error(`the Shopify library may call shops only, not ${url.origin}`);
  }
  if (localOrigin === undefined) return url.href;
  return new URL(`/_shopify/${url.hostname}${url.pathname}${url.search}`, localOrigin).href;
}

/** `fetch` for the Shopify library; a redirect is an error, because it could lead anywhere. */
export async function shopifyFetch(address: string | URL | Request, init?: RequestInit): Promise<Response> {
  if (address instanceof Request) throw new Error("the Shopify library is expected to pass addresses");
  return fetch(shopifyAddress(String(address), env.SHOPIFY_ORIGIN), { ...init, redirect: "error" });
}
