/** The subject of what belongs to the shop itself. */
export const SHOP_SUBJECT = "shop";

/** The subject of the key that wraps all other keys of a shop; it encrypts no value. */
export const WRAPPING_SUBJECT = "wrapping";

/** The subject whose key makes blind indexes. It is never replaced: every index in the database would be lost. */
export const BLIND_INDEX_SUBJECT = "blind-index";

const WRAPPED_BY_KEY = "key:";

/** How `wrapped_by` names the shop's wrapping key of this id. */
export function wrappedByKey(keyId: string): string {
  return WRAPPED_BY_KEY + keyId;
}

/** The id of the wrapping key that `wrapped_by` names; null when a master key wrapped it. */
export function wrappingKeyOf(wrappedBy: string): string | null {
  return wrappedBy.startsWith(WRAPPED_BY_KEY) ? wrappedBy.slice(WRAPPED_BY_KEY.length) : null;
}
