import { readFileSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { deriveKey } from "~/lib/hmac.server";

export const MASTER_KEY_BYTES = 32;
const OTHERS_MAY = 0o077;

export type MasterKey = {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly id: Uint8Array;
  readonly masterKeyId: string;
};

/**
 * Reads a master key: a file of 32 random bytes that only its owner may read.
 * @throws Error that says what is wrong with the file and how to put it right; never a byte of it.
 */
export function readMasterKey(file: string): MasterKey {
  const { mode, bytes } = readKeyFile(file);
  if ((mode & OTHERS_MAY) !== 0)
    throw new Error(`The master key ${file} can be read by others. Run: chmod 600 ${file}`);
  if (bytes.length !== MASTER_KEY_BYTES) {
    throw new Error(
      `The master key ${file} has ${bytes.length} bytes; it needs exactly ${MASTER_KEY_BYTES} random ones.`,
    );
  }
  const id = deriveKey(bytes, "inhouse master key id").subarray(0, 16);
  return { file, bytes, id, masterKeyId: `local:${Buffer.from(id).toString("hex")}` };
}

/**
 * The master keys that lie beside the current one, named after it ("master.key.old-…"): they unwrap, but wrap nothing new. What is no usable
 * key, such as a file that a crash left half written, is passed over: it must not keep the app from its current key.
 */
export function readOlderMasterKeys(file: string): MasterKey[] {
  const names = readdirSync(dirname(file)).filter((name) => name.startsWith(`${basename(file)}.`));
  return names.sort().flatMap((name) => {
    try {
      return [readMasterKey(join(dirname(file), name))];
    } catch {
      return [];
    }
  });
}

function readKeyFile(file: string): { mode: number; bytes: Uint8Array } {
  try {
    return { mode: statSync(file).mode, bytes: readFileSync(file) };
  } catch (error) {
    throw new Error(`The master key ${file} cannot be read. Set VAULT_KEY_FILE to a file of 32 random bytes.`, {
      cause: error,
    });
  }
}
