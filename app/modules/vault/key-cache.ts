import { LruMap } from "~/lib/lru-map";

/** An unwrapped data key. */
export type DataKey = { readonly id: string; readonly subject: string; readonly key: Uint8Array };

type Entry = { readonly value: DataKey; readonly expiresAt: number };

type Limits = { readonly maxEntries: number; readonly maxAgeMs: number; readonly now?: () => number };

/** Keeps the data keys of each shop for a while, the least recently used ones going first. */
export class KeyCache {
  readonly #entries: LruMap<string, Entry>;
  readonly #maxAgeMs: number;
  readonly #now: () => number;
  #drops = 0;

  constructor({ maxEntries, maxAgeMs, now = Date.now }: Limits) {
    this.#entries = new LruMap(maxEntries);
    this.#maxAgeMs = maxAgeMs;
    this.#now = now;
  }

  /** The shop's key by its id. */
  findById(shopId: string, id: string): DataKey | undefined {
    return this.#find(idSlot(shopId, id));
  }

  /** The shop's live key of a subject. */
  findBySubject(shopId: string, subject: string): DataKey | undefined {
    return this.#find(subjectSlot(shopId, subject));
  }

  /** Changes with every drop. Whoever reads a key from the database takes it first and hands it to `keep`. */
  get generation(): number {
    return this.#drops;
  }

  /**
   * Keeps a key; `live` when it is also the one that encrypts new values of its subject. Not kept when keys were dropped since
   * `generation`: it may have been read before it was destroyed.
   */
  keep(shopId: string, key: DataKey, live: boolean, generation = this.#drops): void {
    if (generation !== this.#drops) return;
    this.#put(idSlot(shopId, key.id), key);
    if (live) this.#put(subjectSlot(shopId, key.subject), key);
  }

  /** Forgets every key of a subject, or of the whole shop. */
  drop(shopId: string, subject?: string): void {
    this.#drops += 1;
    this.#entries.drop(
      (slot, { value }) => slot.startsWith(`${shopId}|`) && (subject === undefined || value.subject === subject),
    );
  }

  /** Forgets everything. */
  clear(): void {
    this.#drops += 1;
    this.#entries.drop(() => true);
  }

  get size(): number {
    return this.#entries.size;
  }

  #find(slot: string): DataKey | undefined {
    const entry = this.#entries.find(slot);
    if (!entry || entry.expiresAt > this.#now()) return entry?.value;
    this.#entries.delete(slot);
    return undefined;
  }

  #put(slot: string, value: DataKey): void {
    this.#entries.put(slot, { value, expiresAt: this.#now() + this.#maxAgeMs });
  }
}

function idSlot(shopId: string, id: string): string {
  return `${shopId}|id|${id}`;
}

function subjectSlot(shopId: string, subject: string): string {
  return `${shopId}|subject|${subject}`;
}
