const WEIGHT_OF_NEWEST = 0.2;

/** An exponential moving average: a guess until the first value, then what was measured of late. */
export class MovingAverage {
  #value: number;
  #isGuess = true;

  constructor(guess: number) {
    this.#value = guess;
  }

  get value(): number {
    return this.#value;
  }

  add(measured: number): void {
    this.#value = this.#isGuess ? measured : this.#value + WEIGHT_OF_NEWEST * (measured - this.#value);
    this.#isGuess = false;
  }
}
