import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { Batcher } from "./batcher";

function recorded(options: { fails?: (inputs: readonly number[]) => boolean; isUndone?: boolean } = {}) {
  const batches: (readonly number[])[] = [];
  const idle = { times: 0 };
  const batcher = new Batcher<number, number>({
    run: async (inputs) => {
      batches.push(inputs);
      await sleep(1);
      if (options.fails?.(inputs)) throw new Error(`failed: ${inputs.join(" ")}`);
      return inputs.map((input) => input * 10);
    },
    maxInputs: 3,
    isUndone: () => options.isUndone ?? true,
    onIdle: () => (idle.times += 1),
  });
  return { batches, batcher, idle };
}

it("runs a lone input at once and gathers what comes meanwhile, in order and bounded", async () => {
  const { batches, batcher, idle } = recorded();
  const outputs = await Promise.all([1, 2, 3, 4, 5].map((input) => batcher.add(input)));
  expect(outputs).toEqual([10, 20, 30, 40, 50]);
  expect(batches).toEqual([[1], [2, 3, 4], [5]]);
  await sleep(0);
  expect(idle.times).toBe(1);
});

it("fails only the input that fails", async () => {
  const { batches, batcher } = recorded({ fails: (inputs) => inputs.includes(3) });
  const outputs = await Promise.allSettled([1, 2, 3, 4].map((input) => batcher.add(input)));
  expect(outputs.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect(batches).toEqual([[1], [2, 3, 4], [2], [3], [4]]);
});

it("runs nothing again that may have been done", async () => {
  const { batches, batcher } = recorded({ fails: (inputs) => inputs.length > 1, isUndone: false });
  const outputs = await Promise.allSettled([1, 2, 3].map((input) => batcher.add(input)));
  expect(outputs.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
  expect(batches).toEqual([[1], [2, 3]]);
});

it("goes on after a failure", async () => {
  const { batcher } = recorded({ fails: (inputs) => inputs.includes(1) });
  await expect(batcher.add(1)).rejects.toThrow("failed: 1");
  await expect(batcher.add(2)).resolves.toBe(20);
});
