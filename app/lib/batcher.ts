type Waiting<Input, Output> = {
  readonly input: Input;
  readonly resolve: (output: Output) => void;
  readonly reject: (error: unknown) => void;
};

export type BatcherOptions<Input, Output> = {
  /** Gives one output for each input, in their order. */
  readonly run: (inputs: readonly Input[]) => Promise<readonly Output[]>;
  readonly maxInputs: number;
  /** Whether a failed batch has changed nothing, so that each of its inputs can be run alone: one that fails must not fail the others. */
  readonly isUndone: (error: unknown) => boolean;
  /** Called when nothing runs or waits any more. */
  readonly onIdle?: () => void;
};

/** Runs one batch at a time. What comes alone goes at once; what comes meanwhile waits and goes together, in its order. */
export class Batcher<Input, Output> {
  readonly #options: BatcherOptions<Input, Output>;
  readonly #waiting: Waiting<Input, Output>[] = [];
  #isRunning = false;

  constructor(options: BatcherOptions<Input, Output>) {
    this.#options = options;
  }

  /** The input's own output. @throws what `run` throws for it. */
  add(input: Input): Promise<Output> {
    const output = new Promise<Output>((resolve, reject) => this.#waiting.push({ input, resolve, reject }));
    if (!this.#isRunning) void this.#drain();
    return output;
  }

  async #drain(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) await this.#runBatch(this.#waiting.splice(0, this.#options.maxInputs));
    this.#isRunning = false;
    this.#options.onIdle?.();
  }

  async #runBatch(batch: readonly Waiting<Input, Output>[]): Promise<void> {
    const { run, isUndone } = this.#options;
    try {
      const outputs = await run(batch.map(({ input }) => input));
      if (outputs.length !== batch.length) throw new Error(`${batch.length} inputs gave ${outputs.length} outputs`);
      for (const [index, output] of outputs.entries()) batch[index]?.resolve(output);
    } catch (error) {
      if (batch.length > 1 && isUndone(error)) for (const one of batch) await this.#runBatch([one]);
      else for (const { reject } of batch) reject(error);
    }
  }
}
