/** A seeded source of chance: the same seed makes the same attempts. */
export type Random = {
  /** A whole number from 0 up to but not including `below`. */
  readonly below: (below: number) => number;
  readonly chance: (probability: number) => boolean;
  /** @throws Error when there is nothing to choose from. */
  readonly pick: <T>(items: readonly T[]) => T;
};

/** mulberry32, which is small and good enough to choose attempts by. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error("there is nothing to choose from");
      return item;
    },
  };
}
