/** What was done to a chain, as far as it can be told. */
export type DamageKind =
  /** The content or the hash of one event was changed. */
  | "edited"
  /** Events are missing between two others, or at the beginning without a record of it. */
  | "deleted"
  /** A true event stands at another one's number. */
  | "reordered"
  /** The newest events are gone: a signed head outside the database knows of them. */
  | "truncated"
  /** Events and all hashes after them were made anew: a signed head outside the database knows other ones. */
  | "rewritten"
  /** The record that an event vouches for is not as it was. */
  | "record_changed"
  /** The record that an event vouches for is gone, and no event says that it was erased. */
  | "record_missing"
  /** A signed statement is forged, or was signed with a key that is not trusted. */
  | "bad_signature";

/** The first bad row of a chain. */
export type Damage = { readonly kind: DamageKind; readonly seq: bigint; readonly reason: string };
