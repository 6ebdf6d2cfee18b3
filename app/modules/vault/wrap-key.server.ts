import type { KeyPlace, Wrapped } from "./key-provider";
import type { DataKey } from "./key-cache";
import { keyContext } from "./field-context";
import { uuidToBytes } from "./key-id";
import { WRAPPING_SUBJECT, wrappedByKey, wrappingKeyOf } from "./key-subjects";
import { openBox, sealBox } from "./sealed-box";
import { vaultProvider } from "./vault-provider.server";

/** Wraps a shop's wrapping key with the master key, and any other key with the wrapping key. */
export async function wrapKey(key: Uint8Array, place: KeyPlace, wrapping: DataKey | null): Promise<Wrapped> {
  if (place.subject === WRAPPING_SUBJECT) return vaultProvider().wrap(key, place);
  if (!wrapping) throw new Error(`the key of ${place.subject} needs a wrapping key`);
  const bytes = sealBox(wrapping.key, uuidToBytes(wrapping.id), keyContext(place), key);
  return { bytes, masterKeyId: wrappedByKey(wrapping.id) };
}

/** Unwraps a key; `findWrapping` gives the shop's wrapping key of an id. */
export async function unwrapKey(
  wrapped: Uint8Array,
  wrappedBy: string,
  place: KeyPlace,
  findWrapping: (id: string) => Promise<DataKey>,
): Promise<Uint8Array<ArrayBuffer>> {
  const wrappingId = wrappingKeyOf(wrappedBy);
  if (wrappingId === null) return vaultProvider().unwrap(wrapped, wrappedBy, place);
  // A wrapping key is wrapped by a master key only: a row that says otherwise was tampered with, and could go on for ever.
  if (place.subject === WRAPPING_SUBJECT) throw new Error("a wrapping key cannot be wrapped by another one");
  return openBox((await findWrapping(wrappingId)).key, keyContext(place), wrapped);
}
