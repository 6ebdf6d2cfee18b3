import { hash } from "node:crypto";

/** What the first event of a chain points back to. */
export const GENESIS_HASH = "0".repeat(64);

/**
 * SHA-256 of the previous hash's bytes and the canonical event's: changing one event breaks every later one. Hashes are hexadecimal, which
 * Node makes and compares in a third of the time that it takes for bytes.
 */
export function chainHash(previous: string, canonical: Uint8Array): string {
  return hash("sha256", Buffer.concat([Buffer.from(previous, "hex"), canonical]));
}
