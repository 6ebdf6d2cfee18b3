import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildAll, generateSources } from "../launcher/build-app.ts";
import { LaunchError } from "../launcher/launch-error.ts";
import type { Supervisor } from "../launcher/supervisor.ts";
import { describeSize } from "../launcher/widget-budget.ts";
import { readPlaywrightCounts, readVitestCounts, settleCounts } from "./counts.ts";
import type { Counts } from "./counts.ts";
import { findChromium } from "./find-chromium.ts";

const SHOWN_LINES = 120;

export type PhaseResult = { counts: Counts; error?: unknown };
export type Phase = { name: string; run: () => Promise<PhaseResult> };
export type PhaseContext = { root: string; results: string; supervisor: Supervisor };

/** All phases of `npm test`, in their order: quick ones first. */
export function listPhases(context: PhaseContext): Phase[] {
  const { root, supervisor } = context;
  return [
    check("Generated sources", () => generateSources(root, supervisor)),
    tool(context, "Types", "typescript/bin/tsc", "--noEmit"),
    tool(context, "Lint", "eslint/bin/eslint.js", "--max-warnings=0", "."),
    tool(context, "Format", "prettier/bin/prettier.cjs", "--check", "--log-level=warn", "."),
    tool(context, "Dead code", "knip/bin/knip.js"),
    check("Build and widget budget", () => build(context)),
    vitest(context, "unit"),
    vitest(context, "integration"),
    vitest(context, "smoke"),
    endToEnd(context),
  ];
}

/** A check without tests of its own counts as one. */
function check(name: string, run: () => Promise<void>): Phase {
  return {
    name,
    run: () =>
      run().then(
        () => ({ counts: { passed: 1, failed: 0, skipped: 0 } }),
        (error: unknown) => ({ counts: { passed: 0, failed: 1, skipped: 0 }, error }),
      ),
  };
}

function tool(context: PhaseContext, name: string, script: string, ...args: string[]): Phase {
  return check(name, () => runTool(context, name, script, args, {}));
}

async function build({ root, supervisor }: PhaseContext): Promise<void> {
  for (const size of await buildAll(root, supervisor)) console.log(`  ${describeSize(size)}`);
}

function vitest(context: PhaseContext, project: string): Phase {
  const report = join(context.results, `${project}.json`);
  const args = ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const run = () => runTool(context, project, "vitest/vitest.mjs", args, {});
  return runner(`${project} tests`, run, () => readVitestCounts(report));
}

function endToEnd(context: PhaseContext): Phase {
  const report = join(context.results, "e2e.json");
  const run = async () => {
    const chromium = await findChromium(context.root, (line) => console.log(`  ${line}`));
    if (!chromium)
      throw new LaunchError(
        "There is no Chromium for the end-to-end tests: install one, or name it with CHROMIUM_PATH.",
      );
    console.log(`  Chromium: ${chromium.path} (${chromium.origin})`);
    const env = { CHROMIUM_PATH: chromium.path, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
    await runTool(context, "e2e", "@playwright/test/cli.js", ["test", "--reporter=list,json"], env);
  };
  return runner("end-to-end tests", run, () => addCapture(context, readPlaywrightCounts(report)));
}

/** Shows what the network capture of the end-to-end tests came to, and counts it as skipped where it was; a failed one has failed the run. */
function addCapture({ results }: PhaseContext, counts: Counts | null): Counts | null {
  const file = join(results, "network-capture.txt");
  const line = existsSync(file) ? readFileSync(file, "utf8") : "did not end.";
  console.log(`  Network capture: ${line}`);
  return counts && line.startsWith("skipped") ? { ...counts, skipped: counts.skipped + 1 } : counts;
}

function runner(name: string, run: () => Promise<void>, readCounts: () => Counts | null): Phase {
  return {
    name,
    run: async () => {
      const error: unknown = await run().then(
        () => null,
        (reason: unknown) => reason,
      );
      const counts = settleCounts(readCounts(), error === null);
      return error === null ? { counts } : { counts, error };
    },
  };
}

function runTool(
  { root, supervisor }: PhaseContext,
  name: string,
  script: string,
  args: string[],
  env: Record<string, string>,
): Promise<void> {
  return supervisor.run({
    name: name.toLowerCase().replaceAll(" ", "-"),
    command: process.execPath,
    args: [join(root, "node_modules", script), ...args],
    cwd: root,
    env: { ...process.env, CI: "1", FORCE_COLOR: "0", NO_COLOR: undefined, ...env },
    shownLines: SHOWN_LINES,
  });
}
