/** The place of a wrapped key; authenticated with it, so that a wrapped key moved to another shop or id does not unwrap. */
export type KeyPlace = { readonly shopId: string; readonly subject: string; readonly keyId: string };

/** Wraps each shop's wrapping key with a master key that never enters the database: a local file, or a key management service. */
export type KeyProvider = {
  /** What people call it: "a local key file". */
  readonly label: string;
  /** Names the master key that wraps now; stored beside each key that it wrapped. */
  masterKeyId(): string;
  wrap(key: Uint8Array, place: KeyPlace): Promise<Wrapped>;
  /** @throws Error when there is no such master key, or the bytes or the place were changed. */
  unwrap(wrapped: Uint8Array, masterKeyId: string, place: KeyPlace): Promise<Uint8Array<ArrayBuffer>>;
};

export type Wrapped = { readonly bytes: Uint8Array<ArrayBuffer>; readonly masterKeyId: string };
