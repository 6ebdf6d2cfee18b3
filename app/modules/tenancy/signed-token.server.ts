import type { z } from "zod";
import { env } from "~/env.server";
import { deriveKey, equalInConstantTime, hmacSha256 } from "~/lib/hmac.server";

type SignedTokenOptions<T> = {
  readonly schema: z.ZodType<T>;
  /** Names the key: a token of one use is none of another. */
  readonly use: string;
  readonly maxChars: number;
};

/** Claims that this app signed (HMAC-SHA256) until a time: readable by whoever holds them, changeable by nobody. */
export class SignedToken<T extends { readonly exp: number }> {
  readonly #options: SignedTokenOptions<T>;
  #key: Uint8Array | undefined;

  constructor(options: SignedTokenOptions<T>) {
    this.#options = options;
  }

  /** `ttlS`: seconds until it ends. @throws ZodError when the claims do not fit the schema. */
  issue(claims: Omit<T, "exp">, ttlS: number): string {
    const exp = Math.floor(Date.now() / 1_000) + ttlS;
    const body = Buffer.from(JSON.stringify(this.#options.schema.parse({ ...claims, exp }))).toString("base64url");
    return `${body}.${Buffer.from(this.#sign(body)).toString("base64url")}`;
  }

  /** The claims of a token that we signed and that has not ended; null for any other text. */
  read(token: string): T | null {
    const [body, mac, ...rest] = token.length > this.#options.maxChars ? [] : token.split(".");
    if (body === undefined || mac === undefined || rest.length > 0) return null;
    if (!equalInConstantTime(Buffer.from(mac, "base64url"), this.#sign(body))) return null;
    const claims = this.#options.schema.parse(JSON.parse(Buffer.from(body, "base64url").toString()));
    return claims.exp > Date.now() / 1_000 ? claims : null;
  }

  #sign(body: string): Uint8Array {
    this.#key ??= deriveKey(env.SHOPIFY_API_SECRET, this.#options.use);
    return hmacSha256(this.#key, body);
  }
}
