/** An unwrapped data key. */
export type DataKey = { readonly id: string; readonly subject: string; readonly key: Uint8Array };

type Entry = { readonly value: DataKey; readonly expiresAt: number };

type Limits = { readonly maxEntries: number; readonly maxAgeMs: number; readonly now?: () => number };

/** Keeps the data keys of each shop for a while, the least recently used ones going first. */
export class KeyCache {
  readonly #entries = new Map<string, Entry>();
  readonly #limits: Limits;
  readonly #now: () => number;
  #drops = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#now = limits.now ?? Date.now;
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
    for (const [slot, { value }] of this.#entries) {
      if (slot.startsWith(`${shopId}|`) && (subject === undefined || value.subject === subject))
        this.#entries.delete(slot);
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.#drops += 1;
    this.#entries.clear();
  }

  get size(): number {
    return this.#entries.size;
  }

  #find(slot: string): DataKey | undefined {
    const entry = this.#entries.get(slot);
    if (!entry) return undefined;
    this.#entries.delete(slot);
    if (entry.expiresAt <= this.#now()) return undefined;
    // A Map keeps the order of insertion: put back last, it is the most recently used one.
    this.#entries.set(slot, entry);
    return entry.value;
  }

  #put(slot: string, value: DataKey): void {
    this.#entries.delete(slot);
    this.#entries.set(slot, { value, expiresAt: this.#now() + this.#limits.maxAgeMs });
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > this.#limits.maxEntries && !oldest.done) this.#entries.delete(oldest.value);
  }
}

function idSlot(shopId: string, id: string): string {
  return `${shopId}|id|${id}`;
}

function subjectSlot(shopId: string, subject: string): string {
  return `${shopId}|subject|${subject}`;
}
