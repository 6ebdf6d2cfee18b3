import { readFileSync, statSync } from "node:fs";
import { deriveKey } from "~/lib/hmac.server";
import type { KeyProvider } from "./key-provider";
import { openBox, sealBox } from "./sealed-box";

const MASTER_KEY_BYTES = 32;
const OTHERS_MAY = 0o077;

/**
 * A key provider whose master key is a file of 32 random bytes that only its owner may read.
 * @throws Error that says what is wrong with the file and how to put it right.
 */
export function localKeyProvider(file: string): KeyProvider {
  const master = readMasterKey(file);
  const id = deriveKey(master, "inhouse master key id").subarray(0, 16);
  const masterKeyId = `local:${Buffer.from(id).toString("hex")}`;
  return {
    masterKeyId,
    wrap: (dataKey, context) => Promise.resolve(sealBox(master, id, context, dataKey)),
    unwrap: (wrapped, wrappedBy, context) => {
      if (wrappedBy === masterKeyId) return Promise.resolve(openBox(master, context, wrapped));
      return Promise.reject(
        new Error(`the data key was wrapped by ${wrappedBy}, but VAULT_KEY_FILE holds ${masterKeyId}`),
      );
    },
  };
}

function readMasterKey(file: string): Uint8Array {
  let mode: number;
  let master: Uint8Array;
  try {
    mode = statSync(file).mode;
    master = readFileSync(file);
  } catch (error) {
    throw new Error(`The master key ${file} cannot be read. Set VAULT_KEY_FILE to a file of 32 random bytes.`, {
      cause: error,
    });
  }
  if ((mode & OTHERS_MAY) !== 0)
    throw new Error(`The master key ${file} can be read by others. Run: chmod 600 ${file}`);
  if (master.length !== MASTER_KEY_BYTES) {
    throw new Error(
      `The master key ${file} has ${master.length} bytes; it needs exactly ${MASTER_KEY_BYTES} random ones.`,
    );
  }
  return master;
}
