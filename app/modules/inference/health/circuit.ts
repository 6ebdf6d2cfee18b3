export type CircuitOptions = {
  /** Failures in a row after which nothing more is sent. */
  readonly maxFailures: number;
  /** Milliseconds for which it stays open the first time; doubled each time that the probe fails. */
  readonly openMs: number;
  readonly maxOpenMs: number;
};

export const CIRCUIT: CircuitOptions = { maxFailures: 5, openMs: 2_000, maxOpenMs: 30_000 };
/** What those hear who come while the probe is out. */
const PROBE_RETRY_MS = 1_000;

export type CircuitState = "closed" | "open" | "half_open";

/** One request that the circuit let through; whoever holds it tells how it went. */
export type CircuitPass = {
  /** The server answers. */
  readonly succeed: () => void;
  /** `isHard`: it did not answer at all, and finding that out took time; then nobody else is to wait for the same. */
  readonly fail: (isHard: boolean) => void;
  /** It tells nothing of the server, e.g. because the reader left. */
  readonly abandon: () => void;
};

/**
 * A server's circuit breaker. Our own instead of a library's: those wrap a promise, and here the good news is the first token of a stream
 * that goes on for minutes, while a reader who leaves is no news at all. Open: refused at once. After a while half open: exactly one request
 * goes through as a probe, and decides.
 */
export class Circuit {
  readonly #options: CircuitOptions;
  readonly #now: () => number;
  #failures = 0;
  #openings = 0;
  #openUntil: number | null = null;
  #probe: CircuitPass | null = null;

  constructor(options: CircuitOptions = CIRCUIT, now: () => number = () => performance.now()) {
    this.#options = options;
    this.#now = now;
  }

  get state(): CircuitState {
    if (this.#openUntil === null) return "closed";
    return this.#now() < this.#openUntil ? "open" : "half_open";
  }

  /** Milliseconds after which a request may be let through; 0 when it would be now. */
  get retryAfterMs(): number {
    if (this.#openUntil === null) return 0;
    const left = this.#openUntil - this.#now();
    return left > 0 ? left : this.#probe ? PROBE_RETRY_MS : 0;
  }

  /** Lets one request through, or null; `isForced` for those by which staff want to know. */
  enter(isForced = false): CircuitPass | null {
    if (!isForced && this.retryAfterMs > 0) return null;
    const pass: CircuitPass = {
      succeed: () => this.#close(),
      fail: (isHard) => this.#fail(pass, isHard),
      abandon: () => this.#release(pass),
    };
    if (this.#openUntil !== null) this.#probe ??= pass;
    return pass;
  }

  #close(): void {
    this.#failures = 0;
    this.#openings = 0;
    this.#openUntil = null;
    this.#probe = null;
  }

  #fail(pass: CircuitPass, isHard: boolean): void {
    const isProbe = this.#probe === pass;
    this.#release(pass);
    this.#failures += 1;
    // Those who were under way when it opened say nothing new.
    if (this.#openUntil !== null && !isProbe) return;
    if (!isProbe && !isHard && this.#failures < this.#options.maxFailures) return;
    const { openMs, maxOpenMs } = this.#options;
    this.#openUntil = this.#now() + Math.min(maxOpenMs, openMs * 2 ** this.#openings);
    this.#openings += 1;
  }

  #release(pass: CircuitPass): void {
    if (this.#probe === pass) this.#probe = null;
  }
}
