import type { Stage, StageVerdict } from "./inference-types";

/** What a stage hands on, with what it decided. */
export type StageResult<T> = {
  readonly value: T;
  readonly verdict: StageVerdict["verdict"];
  readonly detail: StageVerdict["detail"];
};

/** Collects the verdicts of one call's stages with the milliseconds that each took. */
export class StageLog {
  readonly #verdicts: StageVerdict[] = [];

  /** Runs one stage, notes its verdict and gives its value; a stage that throws is noted as failed. */
  async run<T>(stage: Stage, work: () => StageResult<T> | Promise<StageResult<T>>): Promise<T> {
    const startedAt = performance.now();
    try {
      const { value, verdict, detail } = await work();
      this.note(stage, verdict, detail, performance.now() - startedAt);
      return value;
    } catch (error) {
      this.note(stage, "failed", {}, performance.now() - startedAt);
      throw error;
    }
  }

  /** Notes the verdict of a stage that ran along with others; `ms` is the time spent in it. */
  note(stage: Stage, verdict: StageVerdict["verdict"], detail: StageVerdict["detail"], ms: number): void {
    this.#verdicts.push({ stage, verdict, detail, ms: Math.round(ms * 100) / 100 });
  }

  get verdicts(): readonly StageVerdict[] {
    return this.#verdicts;
  }
}
