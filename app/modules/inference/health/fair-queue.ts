import { MovingAverage } from "./moving-average";

export type FairQueueOptions = {
  /** Who waits at most, over all shops. */
  readonly maxWaiting: number;
  /** Milliseconds that one waits at most; who would wait longer by what was measured is sent away at once. */
  readonly maxWaitMs: number;
};

export const FAIR_QUEUE: FairQueueOptions = { maxWaiting: 512, maxWaitMs: 15_000 };
/** How long a call takes, as long as none was measured. */
const FIRST_GUESS_MS = 3_000;

/** A place: a call may run until `leave`, which counts once. */
export type Place = { readonly kind: "place"; readonly leave: () => void };
export type NoPlace = { readonly kind: "busy"; readonly retryAfterMs: number } | { readonly kind: "left" };

type Waiter = { readonly shopId: string; readonly settle: (result: Place | NoPlace) => void };

/**
 * Who may call a server now: as many at once as it takes, the others wait in a bounded line for each shop. The next place goes to the shop
 * that has the fewest, then to the one served longest ago, so that one shop's crowd delays its own.
 */
export class FairQueue {
  readonly #capacity: () => number;
  readonly #options: FairQueueOptions;
  readonly #now: () => number;
  readonly #callMs = new MovingAverage(FIRST_GUESS_MS);
  readonly #running = new Map<string, number>();
  readonly #lines = new Map<string, Waiter[]>();
  readonly #servedAt = new Map<string, number>();
  #total = 0;
  #served = 0;

  constructor(
    capacity: () => number,
    options: FairQueueOptions = FAIR_QUEUE,
    now: () => number = () => performance.now(),
  ) {
    this.#capacity = capacity;
    this.#options = options;
    this.#now = now;
  }

  get running(): number {
    return this.#total;
  }

  get waiting(): number {
    return this.#lines.values().reduce((sum, line) => sum + line.length, 0);
  }

  /** Waits for a place; the signal is aborted when nobody wants it any more. */
  async enter(shopId: string, signal: AbortSignal): Promise<Place | NoPlace> {
    if (signal.aborted) return { kind: "left" };
    if (this.#total < this.#capacity() && this.#lines.size === 0) return this.#take(shopId);
    const retryAfterMs = this.#expectedWaitMs(shopId);
    if (retryAfterMs > this.#options.maxWaitMs || !this.#makeRoom(shopId)) return { kind: "busy", retryAfterMs };
    return this.#wait(shopId, signal);
  }

  #wait(shopId: string, signal: AbortSignal): Promise<Place | NoPlace> {
    return new Promise((resolve) => {
      const end = (result: Place | NoPlace) => {
        clearTimeout(timer);
        signal.removeEventListener("abort", onAbort);
        this.#remove(waiter);
        resolve(result);
      };
      const waiter: Waiter = { shopId, settle: end };
      const onAbort = () => end({ kind: "left" });
      const tooLong = () => end({ kind: "busy", retryAfterMs: this.#expectedWaitMs(shopId) });
      const timer = setTimeout(tooLong, this.#options.maxWaitMs);
      signal.addEventListener("abort", onAbort, { once: true });
      const line = this.#lines.get(shopId);
      if (line) line.push(waiter);
      else this.#lines.set(shopId, [waiter]);
    });
  }

  /** The room of a full line is shared: a shop that waits with fewer takes the last place of the one with the most. */
  #makeRoom(shopId: string): boolean {
    if (this.waiting < this.#options.maxWaiting) return true;
    const own = this.#lines.get(shopId)?.length ?? 0;
    const longest = [...this.#lines.values()].reduce((most, line) => (line.length > most.length ? line : most), []);
    const last = longest.at(-1);
    if (!last || longest.length <= own + 1) return false;
    last.settle({ kind: "busy", retryAfterMs: this.#expectedWaitMs(last.shopId) });
    return true;
  }

  #take(shopId: string): Place {
    const startedAt = this.#now();
    this.#total += 1;
    this.#running.set(shopId, (this.#running.get(shopId) ?? 0) + 1);
    this.#servedAt.set(shopId, (this.#served += 1));
    let isOver = false;
    const leave = () => {
      if (isOver) return;
      isOver = true;
      this.#callMs.add(this.#now() - startedAt);
      this.#give(shopId);
    };
    return { kind: "place", leave };
  }

  #give(shopId: string): void {
    this.#total -= 1;
    const left = (this.#running.get(shopId) ?? 1) - 1;
    if (left > 0) this.#running.set(shopId, left);
    else this.#running.delete(shopId);
    if (left <= 0 && !this.#lines.has(shopId)) this.#servedAt.delete(shopId);
    for (let next = this.#next(); next && this.#total < this.#capacity(); next = this.#next())
      next.settle(this.#take(next.shopId));
  }

  #next(): Waiter | undefined {
    const running = (shopId: string) => this.#running.get(shopId) ?? 0;
    const served = (shopId: string) => this.#servedAt.get(shopId) ?? 0;
    const [shopId] = [...this.#lines.keys()].sort((a, b) => running(a) - running(b) || served(a) - served(b));
    return shopId === undefined ? undefined : this.#lines.get(shopId)?.[0];
  }

  #remove(waiter: Waiter): void {
    const line = this.#lines.get(waiter.shopId);
    const index = line?.indexOf(waiter) ?? -1;
    if (index >= 0) line?.splice(index, 1);
    if (line?.length === 0) this.#lines.delete(waiter.shopId);
  }

  /** For one more of this shop: those before it in a fair order, at the pace of late. */
  #expectedWaitMs(shopId: string): number {
    const own = this.#lines.get(shopId)?.length ?? 0;
    const shops = this.#lines.size + (own === 0 ? 1 : 0);
    const before = Math.min(this.waiting + 1, (own + 1) * shops);
    return (before * this.#callMs.value) / Math.max(1, this.#capacity());
  }
}
