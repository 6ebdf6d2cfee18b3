import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { createSupervisor } from "../../scripts/launcher/supervisor.ts";
import { startTestDatabase } from "./start-test-database.ts";

/** One PostgreSQL for the whole run, in a folder that is removed afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "inhouse-test-"));
  const supervisor = createSupervisor({ logDir: join(dataDir, "logs"), verbose: false });
  project.provide("environment", await startTestDatabase(dataDir, supervisor));
  return async () => {
    await supervisor.stopAll();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
