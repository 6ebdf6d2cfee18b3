import { AppError } from "~/lib/app-error";
import { isThrottled, retryWaitMs, type AdminResponse } from "./admin-response";

/** Longer than that, somebody who waits for a page is better told. */
const MAX_WAIT_MS = 30_000;
const MAX_WAITING = 200;

/** A request that was not accepted yet. */
type Place = {
  readonly number: number;
  readonly until: number;
  /** Shopify refused it: it goes again alone, so that nobody who came later takes the points that it waits for. */
  wasRefused: boolean;
  notBefore: number;
  wake: () => void;
};

/**
 * The requests of one shop to the Admin API, in the order in which they came. While Shopify accepts them, they go side by side; once it
 * refuses one for want of points, all later ones stand behind it until it is through.
 */
export class ShopLine {
  readonly #places: Place[] = [];
  #came = 0;
  #open = 0;

  /** Nobody waits and nothing is under way. */
  get isIdle(): boolean {
    return this.#open === 0;
  }

  /** Sends a request in its turn, again while the shop is throttled. @throws AppError `shopify_failed` after 30 seconds, or when too many wait. */
  async run(send: () => Promise<AdminResponse>): Promise<AdminResponse> {
    if (this.#places.length >= MAX_WAITING) throw isThrottledFor(`${MAX_WAITING} requests wait`);
    const now = Date.now();
    const place = {
      number: (this.#came += 1),
      until: now + MAX_WAIT_MS,
      wasRefused: false,
      notBefore: now,
      wake: () => undefined,
    };
    this.#open += 1;
    this.#enter(place);
    try {
      return await this.#sendInTurn(place, send);
    } finally {
      this.#leave(place);
      this.#open -= 1;
    }
  }

  async #sendInTurn(place: Place, send: () => Promise<AdminResponse>): Promise<AdminResponse> {
    for (;;) {
      await this.#untilTurn(place);
      if (!place.wasRefused) this.#leave(place);
      const response = await send();
      if (!isThrottled(response)) return response;
      place.wasRefused = true;
      place.notBefore = Date.now() + retryWaitMs(response);
      this.#enter(place);
    }
  }

  async #untilTurn(place: Place): Promise<void> {
    for (;;) {
      const now = Date.now();
      const isFirst = this.#places[0] === place;
      if (isFirst && now >= place.notBefore) return;
      if (now >= place.until) throw isThrottledFor(`${MAX_WAIT_MS} ms`);
      await wokenOrAfter(place, (isFirst ? Math.min(place.notBefore, place.until) : place.until) - now);
    }
  }

  /** Where it was: before everybody who came later. */
  #enter(place: Place): void {
    if (this.#places.includes(place)) return;
    const at = this.#places.findIndex(({ number }) => number > place.number);
    this.#places.splice(at === -1 ? this.#places.length : at, 0, place);
  }

  #leave(place: Place): void {
    const at = this.#places.indexOf(place);
    if (at === -1) return;
    this.#places.splice(at, 1);
    this.#places[0]?.wake();
  }
}

/** Waits until the place is woken, or for so long. */
function wokenOrAfter(place: Place, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    place.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

function isThrottledFor(why: string): AppError {
  return new AppError("shopify_failed", {
    message: `the shop is throttled: ${why}`,
    userMessage:
      "Shopify takes only so many questions about a shop at a time, and too many wait. Nothing was changed; please try again in a minute.",
    retryAfterS: 60,
  });
}

const lines = new Map<string, ShopLine>();

/** Runs something in the line of a shop, of which there is one in each process. */
export async function inLineOf<T>(shopId: string, work: (line: ShopLine) => Promise<T>): Promise<T> {
  const line = lines.get(shopId) ?? new ShopLine();
  lines.set(shopId, line);
  try {
    return await work(line);
  } finally {
    if (line.isIdle) lines.delete(shopId);
  }
}
