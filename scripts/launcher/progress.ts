const SLOW_STEP_MS = 2_000;

/** Prints one line per finished step: `✔ Database ready  0.8 s`. */
export type Progress = {
  /**
   * Runs a step and prints its line when it is done; a slow one says first that it is under way.
   * @param done text for the finished step, when it depends on the result
   */
  step<T>(label: string, run: () => Promise<T>, done?: (result: T) => string): Promise<T>;
  line(text: string): void;
  /** From now on steps run without a line: what they say while everything stops is no news. */
  mute(): void;
};

/** @param print receives whole lines; @param colours false for files and pipes */
export function createProgress(print: (line: string) => void, colours: boolean): Progress {
  const paint = (code: number, text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  let muted = false;
  const say = (text: string) => {
    if (!muted) print(text);
  };
  return {
    line: print,
    mute() {
      muted = true;
    },
    async step(label, run, done) {
      const started = performance.now();
      const slow = setTimeout(() => say(paint(2, `… ${label}`)), SLOW_STEP_MS);
      try {
        const result = await run();
        say(`${paint(32, "✔")} ${done?.(result) ?? label}  ${paint(2, seconds(performance.now() - started))}`);
        return result;
      } finally {
        clearTimeout(slow);
      }
    },
  };
}

/** `0.8 s` from milliseconds. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
