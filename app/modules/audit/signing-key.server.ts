import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { canonicalJson } from "~/lib/canonical-json";
import { Statement, type Claim } from "./signed-statement";

const OTHERS_MAY = 0o077;
const KEY_ID_CHARS = 16;
const PEM_BLOCK = /-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g;

/** Signs statements about chains; its private key never enters the database. */
export type SigningKey = {
  readonly id: string;
  /** SPKI in PEM, to be handed to whoever verifies. */
  readonly publicPem: string;
  /** Bytes to a base64 signature. */
  readonly signBytes: (bytes: Uint8Array) => string;
};

/** Public keys by their id. */
export type TrustedKeys = ReadonlyMap<string, KeyObject>;

/**
 * Reads the Ed25519 key (PKCS #8, PEM) from a file that only its owner may read.
 * @throws Error that says what is wrong with the file and how to put it right.
 */
export function openSigningKey(file: string): SigningKey {
  let mode: number;
  let key: KeyObject;
  try {
    mode = statSync(file).mode;
    key = createPrivateKey(readFileSync(file));
  } catch (cause) {
    throw new Error(`The audit key ${file} cannot be read. Make one: openssl genpkey -algorithm ed25519 -out ${file}`, {
      cause,
    });
  }
  if ((mode & OTHERS_MAY) !== 0) throw new Error(`The audit key ${file} can be read by others. Run: chmod 600 ${file}`);
  if (key.asymmetricKeyType !== "ed25519")
    throw new Error(`The audit key ${file} is ${key.asymmetricKeyType ?? "unknown"}; it needs to be ed25519.`);
  const publicKey = createPublicKey(key);
  return {
    id: keyId(publicKey),
    publicPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
    signBytes: (bytes) => sign(null, bytes, key).toString("base64"),
  };
}

/** The public keys of one or more PEM blocks, for example of this key and of those that it replaced. */
export function readTrustedKeys(pem: string): TrustedKeys {
  const keys = (pem.match(PEM_BLOCK) ?? []).map((block) => createPublicKey(block));
  return new Map(keys.map((key) => [keyId(key), key]));
}

/** The signed line of a claim. */
export function signStatement(key: SigningKey, claim: Claim, now = new Date()): string {
  const statement = { v: 1, ...claim, key: key.id, signedAt: now.toISOString() };
  return canonicalJson({ ...statement, sig: key.signBytes(new TextEncoder().encode(canonicalJson(statement))) });
}

/** Checks a line of an anchor: who signed it, and that nothing was changed since. */
export function openStatement(
  line: string,
  keys: TrustedKeys,
): { ok: true; statement: Statement } | { ok: false; reason: "not a statement" | "unknown key" | "bad signature" } {
  const parsed = Statement.safeParse(parseJson(line));
  if (!parsed.success) return { ok: false, reason: "not a statement" };
  const { sig = "", ...signed } = parsed.data;
  const key = keys.get(signed.key);
  if (!key) return { ok: false, reason: "unknown key" };
  const bytes = new TextEncoder().encode(canonicalJson(signed));
  if (!verify(null, bytes, key, Buffer.from(sig, "base64"))) return { ok: false, reason: "bad signature" };
  return { ok: true, statement: parsed.data };
}

/** First characters of the SHA-256 of the key's SPKI. */
function keyId(key: KeyObject): string {
  const der = key.export({ type: "spki", format: "der" });
  return createHash("sha256").update(der).digest("hex").slice(0, KEY_ID_CHARS);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
