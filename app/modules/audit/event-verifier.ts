import type { Damage } from "./damage";
import type { StoredEvent } from "./stored-event";

/** Reads within the snapshot of one shop that is being verified. */
export type Query = (sql: string, values: readonly unknown[]) => Promise<Record<string, unknown>[]>;

/** Checks that what events vouch for is still so; each room that seals records into the chain brings one. */
export type EventVerifier = {
  /** The type of event that it looks at. */
  readonly type: string;
  /** Types of events that say why a record may be gone. */
  readonly tombstones: readonly string[];
  /** `tombstones` are all of the shop's events of those types; the check names the first bad one of some events. */
  readonly open: (
    shop: string,
    tombstones: readonly StoredEvent[],
  ) => (query: Query, events: readonly StoredEvent[]) => Promise<Damage | null>;
};
