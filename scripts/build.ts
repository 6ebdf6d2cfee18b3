// npm run build: the Prisma client, the Remix app, server, worker and chat widget.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildAll } from "./launcher/build-app.ts";
import { reportFailure } from "./launcher/report-failure.ts";
import { createSupervisor } from "./launcher/supervisor.ts";
import { describeSize } from "./launcher/widget-budget.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
try {
  const supervisor = createSupervisor({
    logDir: join(root, ".data", "logs"),
    verbose: process.argv.includes("--verbose"),
  });
  for (const size of await buildAll(root, supervisor)) console.log(describeSize(size));
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}
