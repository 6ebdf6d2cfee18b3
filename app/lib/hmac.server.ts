import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

const SHA256_BYTES = 32;

/** HMAC-SHA256 of UTF-8 text or bytes: 32 bytes. */
export function hmacSha256(key: Uint8Array, data: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac("sha256", key).update(data).digest());
}

/** A 32-byte key for one use, derived from a secret by HKDF-SHA256 (RFC 5869); other uses get unrelated keys. */
export function deriveKey(secret: string | Uint8Array, use: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hkdfSync("sha256", secret, new Uint8Array(), use, SHA256_BYTES));
}

/** Compares without telling by its time where two values differ; values of different length are different. */
export function equalInConstantTime(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
