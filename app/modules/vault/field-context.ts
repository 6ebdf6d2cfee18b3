import type { KeyPlace } from "./key-provider";
import type { FieldRef } from "./vault-types";

const SEPARATOR = "|";

/**
 * What is authenticated with an encrypted field: shop|table|column|row|key id. A value moved to another place does not decrypt.
 * @throws Error when a part holds the separator: two places could then look the same.
 */
export function fieldContext(shopId: string, ref: FieldRef, keyId: string): string {
  return joinContext([shopId, ref.table, ref.column, ref.row, keyId]);
}

/** What is authenticated with a wrapped key: shop|subject|key id. */
export function keyContext({ shopId, subject, keyId }: KeyPlace): string {
  return joinContext([shopId, subject, keyId]);
}

function joinContext(parts: readonly string[]): string {
  if (parts.some((part) => part === "" || part.includes(SEPARATOR))) {
    throw new Error(`the parts of an encrypted value's place must not be empty or hold "${SEPARATOR}"`);
  }
  return parts.join(SEPARATOR);
}
