import { z } from "zod";
import { AppError } from "~/lib/app-error";
import { authenticate } from "~/shopify.server";
import { getKnownShop } from "./known-shop.server";
import { ShopDomain } from "./shop-domain";

export type ProxyVisitor = {
  readonly shopId: string;
  /** The logged-in customer's number in Shopify; null for a guest. */
  readonly customerId: string | null;
};

const SignedQuery = z.object({
  shop: ShopDomain,
  logged_in_customer_id: z.string().regex(/^\d*$/).default(""),
});

/**
 * Lets in a request that Shopify's app proxy signed within the last 90 seconds, and reads who visits.
 * @throws AppError `unauthenticated` for a wrong signature, `not_found` when the app is not installed in the shop.
 */
export async function requireProxyVisitor(request: Request): Promise<ProxyVisitor> {
  await checkSignature(request);
  const query = SignedQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) throw notSigned(query.error);
  const { shop: shopId, logged_in_customer_id: customerId } = query.data;
  await checkInstalled(shopId);
  return { shopId, customerId: customerId === "" ? null : customerId };
}

async function checkSignature(request: Request): Promise<void> {
  try {
    await authenticate.public.appProxy(request);
  } catch (cause) {
    throw notSigned(cause);
  }
}

async function checkInstalled(shopId: string): Promise<void> {
  try {
    await getKnownShop({ shopId });
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== "not_found") throw cause;
    throw new AppError("not_found", {
      message: "the app is not installed in this shop",
      userMessage: "The chat is not available in this shop.",
      cause,
    });
  }
}

function notSigned(cause: unknown): AppError {
  return new AppError("unauthenticated", {
    message: "the app proxy's signature is missing, wrong or too old",
    userMessage: "This page has been open for too long. Reload it and try again.",
    cause: cause instanceof Response ? undefined : cause,
  });
}
