import { hash } from "node:crypto";

/** What the first event of a chain points back to. */
export const GENESIS_HASH = new Uint8Array(32);

/** hash = SHA-256(previous hash ‖ canonical event): changing one event breaks every later one. In one call: it is made for every row. */
export function chainHash(previous: Uint8Array, canonical: Uint8Array): Buffer {
  return hash("sha256", Buffer.concat([previous, canonical]), "buffer");
}
