import { statSync } from "node:fs";
import { keyContext } from "./field-context";
import type { KeyProvider } from "./key-provider";
import { readMasterKey, readOlderMasterKeys, type MasterKey } from "./master-key-file.server";
import { openBox, sealBox } from "./sealed-box";

/**
 * A key provider whose master key is a local file. The file may be swapped while the process runs: new keys are wrapped with what it holds
 * now, and older ones are read with the files that lie beside it.
 * @throws Error that says what is wrong with the file and how to put it right.
 */
export function localKeyProvider(file: string): KeyProvider {
  let keys = loadKeys(file);
  const current = () => {
    if (stampOf(file) !== keys.stamp) keys = loadKeys(file);
    return keys.current;
  };
  const find = (masterKeyId: string): MasterKey => {
    const known = keys.byId.get(masterKeyId);
    if (known) return known;
    keys = loadKeys(file);
    const found = keys.byId.get(masterKeyId);
    if (found) return found;
    throw new Error(
      `the key was wrapped by ${masterKeyId}, but VAULT_KEY_FILE and the files beside it hold only ${[...keys.byId.keys()].join(", ")}`,
    );
  };
  return {
    label: "Local key file",
    masterKeyId: () => current().masterKeyId,
    wrap: async (key, place) => {
      const master = current();
      return { bytes: sealBox(master.bytes, master.id, keyContext(place), key), masterKeyId: master.masterKeyId };
    },
    unwrap: async (wrapped, wrappedBy, place) => openBox(find(wrappedBy).bytes, keyContext(place), wrapped),
  };
}

type Keys = { readonly stamp: string; readonly current: MasterKey; readonly byId: ReadonlyMap<string, MasterKey> };

function loadKeys(file: string): Keys {
  const stamp = stampOf(file);
  const current = readMasterKey(file);
  const all = [...readOlderMasterKeys(file), current];
  return { stamp, current, byId: new Map(all.map((key) => [key.masterKeyId, key])) };
}

/** Another file under the same name has another inode or time. */
function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.ino} ${found.mtimeMs}` : "";
}
