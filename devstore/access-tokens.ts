import { randomBytes } from "node:crypto";
import { z } from "zod";

/** Source: https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens */
export const ACCESS_TOKEN_LIFE_SECONDS = 3_600;
export const REFRESH_TOKEN_LIFE_SECONDS = 90 * 24 * 3_600;

export const AccessToken = z.object({
  token: z.string(),
  scopes: z.array(z.string()),
  /** Milliseconds since 1970; null for a token without an end. */
  expiresAt: z.number().nullable(),
  refresh: z.object({ token: z.string(), expiresAt: z.number() }).nullable(),
});
export type AccessToken = z.infer<typeof AccessToken>;

const random = (prefix: string) => prefix + randomBytes(16).toString("hex");

/** A new offline token; one that expires comes with a refresh token. */
export function makeAccessToken(scopes: string[], expiring: boolean): AccessToken {
  if (!expiring) return { token: random("shpat_"), scopes, expiresAt: null, refresh: null };
  return {
    token: random("shpat_"),
    scopes,
    expiresAt: Date.now() + ACCESS_TOKEN_LIFE_SECONDS * 1_000,
    refresh: { token: random("shprt_"), expiresAt: Date.now() + REFRESH_TOKEN_LIFE_SECONDS * 1_000 },
  };
}

/** The live token of a shop with this value; null when unknown, expired or revoked. */
export function findAccessToken(tokens: readonly AccessToken[], value: string): AccessToken | null {
  const found = tokens.find((entry) => entry.token === value);
  return found && (found.expiresAt === null || found.expiresAt > Date.now()) ? found : null;
}

/** The token whose refresh token has this value and is in its time; null otherwise. */
export function findByRefreshToken(tokens: readonly AccessToken[], value: string): AccessToken | null {
  const found = tokens.find((entry) => entry.refresh?.token === value);
  return found?.refresh && found.refresh.expiresAt > Date.now() ? found : null;
}
