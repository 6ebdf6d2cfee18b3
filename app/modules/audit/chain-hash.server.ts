import { createHash } from "node:crypto";

/** What the first event of a chain points back to. */
export const GENESIS_HASH = new Uint8Array(32);

/** hash = SHA-256(previous hash ‖ canonical event): changing one event breaks every later one. */
export function chainHash(previous: Uint8Array, canonical: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(previous).update(canonical).digest());
}
