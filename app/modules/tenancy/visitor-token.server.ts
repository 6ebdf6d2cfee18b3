import { z } from "zod";
import { env } from "~/env.server";
import { AppError } from "~/lib/app-error";
import { deriveKey, equalInConstantTime, hmacSha256 } from "~/lib/hmac.server";
import { mintShopContext } from "./mint-shop-context.server";
import type { ShopContext } from "./shop-context";
import { ShopDomain } from "./shop-domain";

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

const TokenBody = VisitorClaims.extend({
  use: TokenUse,
  /** Seconds since 1970. */
  exp: z.number().int(),
});

export type TokenUse = z.infer<typeof TokenUse>;
export type VisitorClaims = z.infer<typeof VisitorClaims>;

let key: Uint8Array | undefined;

/**
 * A signed token (HMAC-SHA256) by which a visitor of the storefront comes back: `bearer` to talk, `resume` to go on later.
 * The claims are readable by whoever holds the token. `ttlS`: seconds until it ends.
 */
export function issueVisitorToken(claims: VisitorClaims, ttlS: number, use: TokenUse): string {
  const exp = Math.floor(Date.now() / 1000) + ttlS;
  const body = Buffer.from(JSON.stringify(TokenBody.parse({ ...claims, use, exp }))).toString("base64url");
  return `${body}.${Buffer.from(sign(body)).toString("base64url")}`;
}

/** The claims of a token that we signed for this use and that has not ended; null for any other text. */
export function verifyVisitorToken(token: string, use: TokenUse): VisitorClaims | null {
  const [body, mac, ...rest] = token.length > MAX_TOKEN_CHARS ? [] : token.split(".");
  if (body === undefined || mac === undefined || rest.length > 0) return null;
  if (!equalInConstantTime(Buffer.from(mac, "base64url"), sign(body))) return null;
  const { use: issuedFor, exp, ...claims } = TokenBody.parse(JSON.parse(Buffer.from(body, "base64url").toString()));
  return issuedFor === use && exp > Date.now() / 1000 ? claims : null;
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

function sign(body: string): Uint8Array {
  key ??= deriveKey(env.SHOPIFY_API_SECRET, "inhouse visitor token v1");
  return hmacSha256(key, body);
}

function sessionEnded(): AppError {
  return new AppError("unauthenticated", {
    message: "no valid visitor token",
    userMessage: "This chat has ended for safety. Open it again to go on.",
  });
}
