import { z } from "zod";
import { AppError } from "~/lib/app-error";
import { mintShopContext } from "./mint-shop-context.server";
import type { ShopContext } from "./shop-context";
import { ShopDomain } from "./shop-domain";
import { SignedToken } from "./signed-token.server";

const MAX_TOKEN_CHARS = 2_000;

const TokenUse = z.enum(["bearer", "resume"]);

const VisitorClaims = z.object({
  shopId: ShopDomain,
  /** The customer's number in Shopify; null for a guest. */
  customerId: z.string().nullable(),
  conversationId: z.uuid(),
  /** Who visits, by no more than a keyed hash (visitor-key.server.ts). */
  visitor: z.string().max(60).optional(),
});

const signed = new SignedToken({
  schema: VisitorClaims.extend({
    use: TokenUse,
    /** Seconds since 1970. */
    exp: z.number().int(),
  }),
  use: "inhouse visitor token v1",
  maxChars: MAX_TOKEN_CHARS,
});

export type TokenUse = z.infer<typeof TokenUse>;
export type VisitorClaims = z.infer<typeof VisitorClaims>;

/**
 * A signed token (HMAC-SHA256) by which a visitor of the storefront comes back: `bearer` to talk, `resume` to go on later.
 * The claims are readable by whoever holds the token. `ttlS`: seconds until it ends.
 */
export function issueVisitorToken(claims: VisitorClaims, ttlS: number, use: TokenUse): string {
  return signed.issue({ ...claims, use }, ttlS);
}

/** The claims of a token that we signed for this use and that has not ended; null for any other text. */
export function verifyVisitorToken(token: string, use: TokenUse): VisitorClaims | null {
  const found = signed.read(token);
  if (found?.use !== use) return null;
  const { use: _use, exp: _exp, ...claims } = found;
  return claims;
}

/** The shop as the visitor of these claims; the claims must come from a verified token or a signed proxy request. */
export function shopperContext({ shopId, conversationId, customerId, visitor }: VisitorClaims): ShopContext {
  return mintShopContext(shopId, {
    kind: "shopper",
    conversationId,
    customerId,
    ...(visitor === undefined ? {} : { visitor }),
  });
}

/**
 * Lets in a request that carries a bearer token of ours.
 * @throws AppError `unauthenticated`.
 */
export function requireVisitor(request: Request): Promise<ShopContext> {
  const token = /^Bearer ([\w.-]+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  const claims = token === undefined ? null : verifyVisitorToken(token, "bearer");
  return claims ? Promise.resolve(shopperContext(claims)) : Promise.reject(sessionEnded());
}

function sessionEnded(): AppError {
  return new AppError("unauthenticated", {
    message: "no valid visitor token",
    userMessage: "This chat has ended for safety. Open it again to go on.",
  });
}
