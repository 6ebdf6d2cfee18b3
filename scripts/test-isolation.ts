// `npm run test:isolation [-- --seed <number>] [--attempts <number>]`: ten thousand attempts to reach another shop's data, and one line of
// what came of them. The same seed makes the same attempts.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("..", import.meta.url));
const result = join(root, "test-results", "isolation.txt");
const SEEDS = 1_000_000;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Date.now() % SEEDS) },
    attempts: { type: "string", default: "12000" },
  },
});
for (const [name, value] of Object.entries(values))
  if (!/^\d{1,9}$/.test(value)) throw new Error(`--${name} takes a whole number, not "${value}"`);

rmSync(result, { force: true });
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const test = ["run", "--project", "integration", "tests/integration/isolation.test.ts"];
const { status } = spawnSync(process.execPath, [vitest, ...test], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, ISOLATION_SEED: values.seed, ISOLATION_ATTEMPTS: values.attempts },
});
console.log(existsSync(result) ? readFileSync(result, "utf8").trim() : "isolation: the attempts did not end");
process.exitCode = status ?? 1;
