/** The place of one encrypted value; part of what is authenticated, so that a value moved elsewhere does not decrypt. */
export type FieldRef = {
  readonly table: string;
  readonly column: string;
  /** The row's id within the shop. */
  readonly row: string;
  /** Whose key encrypts it, e.g. "conversation:<id>"; left out: the shop's own key. */
  readonly subject?: string;
};
