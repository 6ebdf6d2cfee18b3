/** At most so many values, the least recently used ones going first. */
export class LruMap<K, V> {
  readonly #entries = new Map<K, V>();
  readonly #maxEntries: number;

  constructor(maxEntries: number) {
    this.#maxEntries = maxEntries;
  }

  /** For values that are costly to make and do not change. */
  get(key: K, make: () => V): V {
    const known = this.find(key);
    if (known !== undefined) return known;
    const value = make();
    this.put(key, value);
    return value;
  }

  find(key: K): V | undefined {
    const known = this.#entries.get(key);
    if (known !== undefined) this.put(key, known);
    return known;
  }

  put(key: K, value: V): void {
    // A Map keeps the order of insertion: put back last, it is the most recently used one.
    this.#entries.delete(key);
    this.#entries.set(key, value);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#maxEntries && oldest !== undefined) this.#entries.delete(oldest);
  }

  delete(key: K): void {
    this.#entries.delete(key);
  }

  /** Forgets the values that fit. */
  drop(fits: (key: K, value: V) => boolean): void {
    for (const [key, value] of this.#entries) if (fits(key, value)) this.#entries.delete(key);
  }

  get size(): number {
    return this.#entries.size;
  }
}
