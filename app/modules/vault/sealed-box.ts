import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from "node:crypto";

// AES-256-GCM with a 96-bit random IV (NIST SP 800-38D): one key may seal up to 2^32 values.
const ALGORITHM = "aes-256-gcm";
const FORMAT_VERSION = 1;
const KEY_ID_BYTES = 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES + IV_BYTES;

/** As many first bytes of a box tell which key sealed it. */
export const HEADER_ID_BYTES = 1 + KEY_ID_BYTES;

/**
 * Encrypts: version (1) | key id (16) | IV (12) | ciphertext | tag (16).
 * `context` is authenticated with it and must be the same to open it.
 */
export function sealBox(
  key: Uint8Array,
  keyId: Uint8Array,
  context: string,
  plaintext: Uint8Array,
): Uint8Array<ArrayBuffer> {
  if (keyId.length !== KEY_ID_BYTES) throw new Error(`a key id has ${KEY_ID_BYTES} bytes`);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, prepared(key), iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context, "utf8"));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return new Uint8Array(Buffer.concat([Uint8Array.of(FORMAT_VERSION), keyId, iv, ciphertext, cipher.getAuthTag()]));
}

/** The id of the key that a box was sealed with; not yet authenticated. @throws Error when it is no box. */
export function readKeyId(box: Uint8Array): Uint8Array {
  if (box.length < HEADER_BYTES + TAG_BYTES) throw new Error("too short for an encrypted value");
  if (box[0] !== FORMAT_VERSION) throw new Error(`unknown format version ${String(box[0])}`);
  return box.subarray(1, 1 + KEY_ID_BYTES);
}

/** The key id in the first HEADER_ID_BYTES of what may be a box; null when it cannot be one. */
export function readKeyIdIfBox(head: Uint8Array): Uint8Array | null {
  return head.length === HEADER_ID_BYTES && head[0] === FORMAT_VERSION ? head.subarray(1) : null;
}

/** Decrypts what sealBox made. @throws Error when one bit of the box, the key or the context differs. */
export function openBox(key: Uint8Array, context: string, box: Uint8Array): Uint8Array<ArrayBuffer> {
  readKeyId(box);
  const iv = box.subarray(1 + KEY_ID_BYTES, HEADER_BYTES);
  const decipher = createDecipheriv(ALGORITHM, prepared(key), iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context, "utf8"));
  decipher.setAuthTag(box.subarray(box.length - TAG_BYTES));
  const ciphertext = box.subarray(HEADER_BYTES, box.length - TAG_BYTES);
  return new Uint8Array(Buffer.concat([decipher.update(ciphertext), decipher.final()]));
}

// Preparing a key takes Node twice as long as encrypting a page of text with it.
const preparedKeys = new WeakMap<Uint8Array, KeyObject>();

function prepared(key: Uint8Array): KeyObject {
  const known = preparedKeys.get(key) ?? createSecretKey(key);
  preparedKeys.set(key, known);
  return known;
}
