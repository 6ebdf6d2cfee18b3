import { existsSync, readFileSync } from "node:fs";
import { openSigningKey, readTrustedKeys, type TrustedKeys } from "~/modules/audit/signing-key.server";

/** What the script that starts a command hands over; the command itself reads no environment. */
export type CommandContext = {
  readonly args: readonly string[];
  /** DATABASE_OWNER_URL, AUDIT_KEY_FILE, AUDIT_PUBLIC_KEYS and AUDIT_ANCHOR_DIR are set. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
};

export const EXIT_OK = 0;
export const EXIT_DAMAGED = 1;
export const EXIT_USAGE = 2;

/** The public keys of a file; those of the signing key itself when there is no such file; none when there is neither. */
export function loadTrustedKeys(file: string, env: CommandContext["env"]): TrustedKeys {
  if (existsSync(file)) return readTrustedKeys(readFileSync(file, "utf8"));
  const keyFile = env["AUDIT_KEY_FILE"] ?? "";
  return existsSync(keyFile) ? readTrustedKeys(openSigningKey(keyFile).publicPem) : new Map();
}
