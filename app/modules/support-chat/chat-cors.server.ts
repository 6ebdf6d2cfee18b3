import { env } from "~/env.server";
import { AppError } from "~/lib/app-error";
import { errorResponse } from "~/lib/error-response.server";
import { getKnownShop } from "~/modules/tenancy/known-shop.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { requireVisitor } from "~/modules/tenancy/visitor-token.server";
import { isDevStoreOrigin, isStorefrontOrigin } from "./storefront-origin";

const PREFLIGHT_MAX_AGE_S = 600;

/**
 * Answers a request of the widget, which carries a visitor's bearer token, with the CORS headers of the reader's own storefront: on an error
 * too, or the widget could not read it.
 */
export async function answerWidget(
  request: Request,
  work: (shop: ShopContext, cors: Headers) => Promise<Response>,
): Promise<Response> {
  let cors = new Headers({ vary: "Origin" });
  try {
    const shop = await requireVisitor(request);
    cors = await corsHeaders(shop, request);
    return await work(shop, cors);
  } catch (error) {
    const response = errorResponse(error, request);
    cors.forEach((value, name) => response.headers.set(name, value));
    return response;
  }
}

/**
 * CORS headers of an answer to the reader's own storefront; none for a caller without an Origin, such as a command line.
 * @throws AppError `forbidden` for any other site, whatever token it holds.
 */
async function corsHeaders(shop: ShopContext, request: Request): Promise<Headers> {
  const headers = new Headers({ vary: "Origin" });
  const origin = request.headers.get("origin");
  if (origin === null) return headers;
  const { storefrontUrl } = (await getKnownShop(shop)).profile;
  if (!isStorefrontOrigin(origin, { shopId: shop.shopId, storefrontUrl, devStoreOrigin: env.SHOPIFY_ORIGIN })) {
    throw new AppError("forbidden", {
      message: "the Origin is not the shop's storefront",
      userMessage: "This page may not use the chat of that shop.",
    });
  }
  headers.set("access-control-allow-origin", origin);
  return headers;
}

/**
 * The answer to a preflight. It carries no token, so no shop can be checked yet: any secure site is told that it may ask, nothing is told to
 * it, and the request itself is answered to the token's own storefront only.
 */
export function preflightResponse(request: Request): Response {
  const origin = request.headers.get("origin");
  const headers = new Headers({ vary: "Origin" });
  if (origin !== null && (/^https:\/\/[^/]+$/.test(origin) || isDevStoreOrigin(origin, env.SHOPIFY_ORIGIN))) {
    headers.set("access-control-allow-origin", origin);
    headers.set("access-control-allow-methods", "GET, POST");
    headers.set("access-control-allow-headers", "authorization, content-type");
    headers.set("access-control-max-age", String(PREFLIGHT_MAX_AGE_S));
  }
  return new Response(null, { status: 204, headers });
}
