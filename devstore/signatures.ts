import { createHmac, timingSafeEqual } from "node:crypto";

/** HMAC-SHA256 of a text or raw bytes in the wanted encoding. */
export function hmacSha256(secret: string, data: string | Buffer, encoding: "hex" | "base64" | "base64url"): string {
  return createHmac("sha256", secret).update(data).digest(encoding);
}

/** Compares two signatures in constant time. */
export function sameSignature(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Query string of a proxied request with Shopify's `signature`: hex HMAC over the sorted `key=value` pairs
 * joined by nothing; several values of one key are joined by a comma.
 * Source: https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies
 */
export function signProxyQuery(secret: string, parameters: URLSearchParams): string {
  const keys = [...new Set(parameters.keys())].sort((a, b) => a.localeCompare(b));
  const message = keys.map((key) => `${key}=${parameters.getAll(key).join(",")}`).join("");
  const signed = new URLSearchParams(parameters);
  signed.append("signature", hmacSha256(secret, message, "hex"));
  return signed.toString();
}

/**
 * Query string of a page opened in the admin with Shopify's `hmac`: hex HMAC over the sorted query string.
 * Source: https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant
 */
export function signAdminQuery(secret: string, parameters: Record<string, string>): string {
  const sorted = Object.entries(parameters).sort(([a], [b]) => a.localeCompare(b));
  const query = new URLSearchParams(sorted);
  // Shopify's own check hashes a space as %20 (shopify-api, lib/utils/processed-query).
  query.set("hmac", hmacSha256(secret, query.toString().replaceAll("+", "%20"), "hex"));
  return query.toString();
}
