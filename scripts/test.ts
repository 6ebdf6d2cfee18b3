// `npm test`: every check there is, in order; ends with one line `N passed, N failed`.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { reportFailure } from "./launcher/report-failure.ts";
import { seconds } from "./launcher/progress.ts";
import { stopOnSignals } from "./launcher/stop-on-signals.ts";
import { createSupervisor } from "./launcher/supervisor.ts";
import { closingLine, sumCounts } from "./testing/counts.ts";
import type { Counts } from "./testing/counts.ts";
import { listPhases } from "./testing/phases.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const results = join(root, "test-results");
rmSync(results, { recursive: true, force: true });
const supervisor = createSupervisor({ logDir: join(results, "logs"), verbose: process.argv.includes("--verbose") });
void stopOnSignals().then(async () => {
  await supervisor.stopAll();
  console.log("Stopped before the end.");
  process.exit(1);
});

const counts: Counts[] = [];
for (const phase of listPhases({ root, results, supervisor })) {
  const started = performance.now();
  const { counts: found, error } = await phase.run();
  if (error) reportFailure(error);
  const mark = found.failed === 0 ? "✔" : "✘";
  console.log(`${mark} ${phase.name}: ${closingLine(found)}  ${seconds(performance.now() - started)}`);
  counts.push(found);
}
await supervisor.stopAll();
const total = sumCounts(counts);
console.log(closingLine(total));
process.exit(total.failed === 0 ? 0 : 1);
