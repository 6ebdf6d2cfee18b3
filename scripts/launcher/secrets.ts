import { generateKeyPairSync, randomBytes } from "node:crypto";
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { LaunchError } from "./launch-error.ts";

const MASTER_KEY_BYTES = 32;

const Secrets = z.object({
  /** Names what this installation has to keep outside its data folder. */
  installationId: z.string().default(() => randomBytes(6).toString("hex")),
  databaseOwnerPassword: z.string().default(randomSecret),
  databaseAppPassword: z.string().default(randomSecret),
  inferenceApiKey: z.string().default(randomSecret),
  shopifyApiKey: z.string().default(() => randomBytes(16).toString("hex")),
  shopifyApiSecret: z.string().default(randomSecret),
});
export type Secrets = z.infer<typeof Secrets>;

/**
 * Random credentials of this installation, kept in `<dataDir>/secrets.json` (0600); missing ones are added.
 * @throws {LaunchError} when the file is there but unreadable: making new ones would lock the database out.
 */
export function loadSecrets(dataDir: string): Secrets {
  const file = join(dataDir, "secrets.json");
  const stored: unknown = existsSync(file) ? parseJson(file) : {};
  const parsed = Secrets.safeParse(stored);
  if (!parsed.success) throw unreadable(file);
  const text = `${JSON.stringify(parsed.data, null, 2)}\n`;
  if (JSON.stringify(stored) !== JSON.stringify(parsed.data)) writeFileSync(file, text, { mode: 0o600 });
  return parsed.data;
}

/** Path of the vault's master key: 32 random bytes, made when absent, readable by the owner only. */
export function ensureMasterKey(dataDir: string): string {
  const folder = join(dataDir, "keys");
  const file = join(folder, "master.key");
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(file, randomBytes(MASTER_KEY_BYTES), { mode: 0o600, flag: "wx" });
  return file;
}

/**
 * Path of the key that signs the audit log's heads (Ed25519), made when absent. Its public key is added to audit.pub.pem beside it,
 * which keeps those of earlier keys too: what they signed must go on being verifiable.
 */
export function ensureAuditKey(dataDir: string): string {
  const file = join(dataDir, "keys", "audit.key");
  if (existsSync(file)) return file;
  mkdirSync(join(dataDir, "keys"), { recursive: true, mode: 0o700 });
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  // First: a key that signs and whose public key is nowhere would be of no use.
  appendFileSync(join(dataDir, "keys", "audit.pub.pem"), publicKey.export({ type: "spki", format: "pem" }));
  writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flag: "wx" });
  return file;
}

/** Makes the data folder; others may pass through it (the database may run as another user) but not list it. */
export function ensureDataDir(dataDir: string): void {
  if (!existsSync(dataDir)) {
    mkdirSync(dataDir, { recursive: true });
    chmodSync(dataDir, 0o711);
  }
  mkdirSync(join(dataDir, "logs"), { recursive: true });
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw unreadable(file);
  }
}

function unreadable(file: string): LaunchError {
  return new LaunchError(`${file} is damaged: restore it, or remove the whole data folder to begin again.`);
}

function randomSecret(): string {
  return randomBytes(24).toString("base64url");
}
