type Entry<T> = { readonly value: Promise<T>; readonly expiresAt: number };

export type TtlCacheOptions = { readonly ttlMs: number; readonly maxEntries: number; readonly now?: () => number };

/** After a value was forgotten, what is read is not kept for this long: the change may not be committed yet. */
const SETTLE_MS = 2_000;

/** Values that may be a little old: read once, shared by who asks meanwhile, kept for a short time in this process; failures are not kept. */
export class TtlCache<T> {
  readonly #options: Required<TtlCacheOptions>;
  readonly #entries = new Map<string, Entry<T>>();
  readonly #changed = new Map<string, number>();

  constructor(options: TtlCacheOptions) {
    this.#options = { now: () => performance.now(), ...options };
  }

  get(key: string, load: () => Promise<T>): Promise<T> {
    const now = this.#options.now();
    const known = this.#entries.get(key);
    if (known && known.expiresAt > now) return known.value;
    const value = load();
    if (!this.#hasJustChanged(key, now)) this.#keep(key, { value, expiresAt: now + this.#options.ttlMs });
    return value;
  }

  /** The value was changed by this process: the next one who asks reads it anew. */
  forget(key: string): void {
    this.#entries.delete(key);
    this.#changed.set(key, this.#options.now());
  }

  #hasJustChanged(key: string, now: number): boolean {
    const changedAt = this.#changed.get(key);
    if (changedAt === undefined) return false;
    if (now - changedAt < SETTLE_MS) return true;
    this.#changed.delete(key);
    return false;
  }

  #keep(key: string, entry: Entry<T>): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    void entry.value.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#options.maxEntries && oldest !== undefined) this.#entries.delete(oldest);
  }
}
