/** Wraps data keys with a master key that never enters the database: a local file, or a key management service. */
export type KeyProvider = {
  /** Names the master key that wraps new data keys; stored beside each of them. */
  readonly masterKeyId: string;
  /** `context` is authenticated; unwrapping needs the same. */
  wrap(dataKey: Uint8Array, context: string): Promise<Uint8Array<ArrayBuffer>>;
  /** @throws Error when the master key is another one, or the bytes or the context were changed. */
  unwrap(wrapped: Uint8Array, masterKeyId: string, context: string): Promise<Uint8Array<ArrayBuffer>>;
};
