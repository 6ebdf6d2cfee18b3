// npm run bench -- gateway [--rounds <n>] [--profile <folder>]: what a governed call adds to a direct one, beside Portkey and LiteLLM.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { measure, type Mode } from "./gateway/measure.ts";
import { startTargets, type Target, type TargetName } from "./gateway/targets.ts";
import { withBench } from "./support/bench-app.ts";
import { quantile, round } from "./support/statistics.ts";

const Stages = z.object({ stages: z.record(z.string(), z.number()), total: z.number() });
const CASES = [
  { mode: "whole", concurrency: 1, block: 20 },
  { mode: "stream", concurrency: 1, block: 20 },
  { mode: "whole", concurrency: 16, block: 64 },
  { mode: "stream", concurrency: 16, block: 64 },
] as const satisfies readonly { mode: Mode; concurrency: number; block: number }[];
/** As many as it takes to compile what is called often: a gateway runs for weeks. */
const WARM_UP_CALLS = 300;

type Added = { readonly p50: number; readonly p99: number };

const { values } = parseArgs({
  args: process.argv.slice(process.argv.includes("gateway") ? 3 : 2),
  options: { rounds: { type: "string", default: "10" }, profile: { type: "string" } },
});
const rounds = Number(values.rounds);

await withBench(fileURLToPath(new URL("..", import.meta.url)), async (bench) => {
  const flags = values.profile ? ["--cpu-prof", `--cpu-prof-dir=${values.profile}`] : [];
  const { targets, ours } = await startTargets(bench, flags);
  const results: Record<string, Partial<Record<TargetName, Added>>> = {};
  for (const { mode, concurrency, block } of CASES) {
    const able = targets.filter(({ streams }) => streams || mode === "whole");
    for (const target of able) await measure(target, mode, concurrency, WARM_UP_CALLS);
    await fetch(`${ours}/stages`);
    const name = `${mode} ×${concurrency}`;
    results[name] = addedOf(await interleave(able, mode, concurrency, block));
    print(name, results[name], Stages.parse(await (await fetch(`${ours}/stages`)).json()));
  }
  console.log(JSON.stringify(summarise(results)));
});

/** Every target in each round, in an order that turns, so that a slow minute of the machine meets all of them. */
async function interleave(targets: readonly Target[], mode: Mode, concurrency: number, block: number) {
  const times = new Map<TargetName, number[]>(targets.map(({ name }) => [name, []]));
  for (let index = 0; index < rounds; index += 1) {
    const turn = index % targets.length;
    for (const target of [...targets.slice(turn), ...targets.slice(0, turn)])
      times.get(target.name)?.push(...(await measure(target, mode, concurrency, block)));
  }
  return times;
}

/** Milliseconds over the direct call. */
function addedOf(times: ReadonlyMap<TargetName, number[]>): Partial<Record<TargetName, Added>> {
  const direct = times.get("direct") ?? [];
  const added = (values: readonly number[]) => ({
    p50: round(quantile(values, 0.5) - quantile(direct, 0.5)),
    p99: round(quantile(values, 0.99) - quantile(direct, 0.99)),
  });
  const own = { p50: round(quantile(direct, 0.5)), p99: round(quantile(direct, 0.99)) };
  return Object.fromEntries([...times].map(([name, values]) => [name, name === "direct" ? own : added(values)]));
}

function print(
  name: string,
  added: Partial<Record<TargetName, Added>>,
  { stages, total }: z.infer<typeof Stages>,
): void {
  console.log(`\n${name}: ms of a direct call, and what each adds to it`);
  console.table(added);
  const known = Object.values(stages).reduce((sum, ms) => sum + ms, 0);
  console.log("of that ours, median ms of each stage (call: until the model's last token)");
  console.table({ ...stages, "not in a stage": round(total - known), "whole request": round(total) });
}

/** The worse of both concurrencies counts; NaN, printed as null, where the other was left out or the noise hides what it adds. */
function summarise(results: Record<string, Partial<Record<TargetName, Added>>>): object {
  const ratio = (mode: Mode, concurrency: number, other: TargetName) => {
    const added = results[`${mode} ×${concurrency}`];
    const theirs = added?.[other]?.p50 ?? 0;
    return theirs > 0 ? round((added?.ours?.p50 ?? Number.NaN) / theirs) : Number.NaN;
  };
  const [one, sixteen] = [ratio("whole", 1, "portkey"), ratio("whole", 16, "portkey")];
  const [streamed, streamed16] = [ratio("stream", 1, "litellm"), ratio("stream", 16, "litellm")];
  return {
    bench: "gateway",
    ratio: Math.max(one, sixteen),
    ratioLiteLLM: Math.max(streamed, streamed16),
    ratios: { whole: { 1: one, 16: sixteen }, streamLiteLLM: { 1: streamed, 16: streamed16 } },
    added: results,
  };
}
