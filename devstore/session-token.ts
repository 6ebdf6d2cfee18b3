import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Staff } from "./context.ts";
import { hmacSha256, sameSignature } from "./signatures.ts";
import type { Store } from "./store-schema.ts";

/** Source: https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens */
const SESSION_TOKEN_LIFE_SECONDS = 60;
const CLOCK_TOLERANCE_SECONDS = 10;

const Claims = z.object({
  iss: z.string(),
  dest: z.string(),
  aud: z.string(),
  sub: z.string(),
  exp: z.number(),
  nbf: z.number(),
  sid: z.string(),
});
export type SessionClaims = z.infer<typeof Claims>;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const nowSeconds = () => Math.floor(Date.now() / 1000);

/** Session token (JWT, HS256) of a staff member of the store for the app; valid for 60 seconds. */
export function mintSessionToken(
  store: Store,
  app: { apiKey: string; apiSecret: string },
  staff: Staff = store.shop.staff,
): string {
  const now = nowSeconds();
  const claims = {
    iss: `https://${store.domain}/admin`,
    dest: `https://${store.domain}`,
    aud: app.apiKey,
    sub: String(staff.id),
    exp: now + SESSION_TOKEN_LIFE_SECONDS,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
  };
  const message = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${message}.${hmacSha256(app.apiSecret, message, "base64url")}`;
}

/** Claims of a session token that the app's secret signed, for this app and shop, in its time; null otherwise. */
export function readSessionToken(
  token: string,
  expected: { apiKey: string; apiSecret: string; domain: string },
): SessionClaims | null {
  const [header, payload, signature] = token.split(".");
  if (!header || !payload || !signature) return null;
  if (!sameSignature(signature, hmacSha256(expected.apiSecret, `${header}.${payload}`, "base64url"))) return null;
  const claims = parseClaims(payload);
  if (!claims || claims.aud !== expected.apiKey || claims.dest !== `https://${expected.domain}`) return null;
  const now = nowSeconds();
  const inTime = claims.exp + CLOCK_TOLERANCE_SECONDS > now && claims.nbf - CLOCK_TOLERANCE_SECONDS <= now;
  return inTime ? claims : null;
}

function parseClaims(payload: string): SessionClaims | null {
  try {
    return Claims.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString())).data ?? null;
  } catch {
    return null;
  }
}
